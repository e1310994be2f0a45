//! What a checked input says when it is wrong, in short sentences for people.

use std::borrow::Cow;
use std::fmt::Display;

use garde::Validate;
use garde::i18n::{
    DefaultI18n, I18n, InvalidCreditCard, InvalidEmail, InvalidPhoneNumber, InvalidUrl, IpKind,
    with_i18n,
};

use crate::error::Result;

/// Checks an input by the rules on its fields.
///
/// # Errors
/// [`crate::error::Error::Invalid`] with every field that breaks one.
pub fn check<T: Validate<Context: Default>>(input: &T) -> Result<()> {
    Ok(with_i18n(Words, || input.validate())?)
}

/// Our words for the rules in use; the crate's own for those that are not.
struct Words;

type Message = Cow<'static, str>;

impl I18n for Words {
    fn length_lower_than(&self, min: usize) -> Message {
        match min {
            1 => "must not be empty".into(),
            _ => format!("must have at least {min} characters").into(),
        }
    }

    fn length_greater_than(&self, max: usize) -> Message {
        format!("is too long: at most {max}").into()
    }

    fn range_lower_than(&self, min: &dyn Display) -> Message {
        format!("must be at least {min}").into()
    }

    fn range_greater_than(&self, max: &dyn Display) -> Message {
        format!("must be at most {max}").into()
    }

    fn email_invalid(&self, _: InvalidEmail) -> Message {
        "must be an email address".into()
    }

    fn credit_card_invalid(&self, reason: InvalidCreditCard) -> Message {
        DefaultI18n.credit_card_invalid(reason)
    }

    fn pattern_no_match(&self, pattern: &dyn Display) -> Message {
        DefaultI18n.pattern_no_match(pattern)
    }

    fn contains_missing(&self, pattern: &dyn Display) -> Message {
        DefaultI18n.contains_missing(pattern)
    }

    fn url_invalid(&self, reason: InvalidUrl) -> Message {
        DefaultI18n.url_invalid(reason)
    }

    fn prefix_missing(&self, pattern: &dyn Display) -> Message {
        DefaultI18n.prefix_missing(pattern)
    }

    fn suffix_missing(&self, pattern: &dyn Display) -> Message {
        DefaultI18n.suffix_missing(pattern)
    }

    fn phone_number_invalid(&self, reason: InvalidPhoneNumber) -> Message {
        DefaultI18n.phone_number_invalid(reason)
    }

    fn ip_invalid(&self, kind: IpKind) -> Message {
        DefaultI18n.ip_invalid(kind)
    }

    fn matches_field_mismatch(&self, field: &dyn Display) -> Message {
        DefaultI18n.matches_field_mismatch(field)
    }

    fn ascii_invalid(&self) -> Message {
        DefaultI18n.ascii_invalid()
    }

    fn alphanumeric_invalid(&self) -> Message {
        DefaultI18n.alphanumeric_invalid()
    }

    fn required_not_set(&self) -> Message {
        DefaultI18n.required_not_set()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{NewOrder, NewUser, OrderPatch};
    use crate::error::Error;

    fn errors(result: Result<()>) -> Vec<(String, String)> {
        let Err(Error::Invalid(errors)) = result else {
            panic!("{result:?}")
        };
        errors
            .into_iter()
            .map(|error| (error.field, error.message))
            .collect()
    }

    fn pair(field: &str, message: &str) -> (String, String) {
        (field.to_owned(), message.to_owned())
    }

    #[test]
    fn every_wrong_field_is_named_in_words_for_people() {
        let user = NewUser {
            email: Some("no email".to_owned()),
            phone: Some("1".repeat(51)),
            password: Some("short".to_owned()),
            ..NewUser::named("a\u{7}".to_owned())
        };
        assert_eq!(
            errors(check(&user)),
            [
                pair("email", "must be an email address"),
                pair("name", "must not contain control characters"),
                pair("password", "must have at least 8 characters"),
                pair("phone", "is too long: at most 50"),
            ]
        );
    }

    #[test]
    fn items_are_named_by_their_place() {
        let product_id = "018f4d5e-7c1a-7b3c-8d2e-1f2a3b4c5d6e";
        let items = format!(r#"[{{"product_id":"{product_id}","quantity":0}}]"#);
        let quantity = pair("items[0].quantity", "must be at least 1");
        let new: NewOrder = serde_json::from_str(&format!(r#"{{"items":{items}}}"#)).unwrap();
        assert_eq!(errors(check(&new)), std::slice::from_ref(&quantity));
        let patch: OrderPatch = serde_json::from_str(&format!(r#"{{"items":{items}}}"#)).unwrap();
        assert_eq!(errors(check(&patch)), [quantity]);
        let patch: OrderPatch = serde_json::from_str(r#"{"items":[],"note":"\u0000"}"#).unwrap();
        assert_eq!(
            errors(check(&patch)),
            [
                pair("items", "must not be empty"),
                pair("note", "must not contain control characters"),
            ]
        );
    }
}
