//! Which passwords are guessed first. There is no rule on what else a password is made of: length is what helps.

use super::text::name_key;
use crate::error::{Error, Result};

/// The passwords of 8 letters and more that people use most, gathered from what was stolen elsewhere and
/// published, the most used first. Whoever guesses begins with them. A part of the list of Royce Williams that
/// Django has (BSD licence).
const COMMON: &str = include_str!("common_passwords.txt");

/// The rule on the field of a new password.
pub(super) fn uncommon(password: &str, (): &()) -> garde::Result {
    match is_common(password) {
        true => Err(garde::Error::new(TOO_COMMON)),
        false => Ok(()),
    }
}

const TOO_COMMON: &str = "is one of those that people use most, which are guessed first";

/// A password is long enough, and none of those that are guessed first.
///
/// # Errors
/// [`Error::Invalid`] for this field.
pub fn check_password(field: &str, password: &str) -> Result<()> {
    let refused = match password.chars().count() {
        0..8 => "must have at least 8 characters",
        8..=1000 if is_common(password) => TOO_COMMON,
        8..=1000 => return Ok(()),
        _ => "is too long: at most 1000",
    };
    Err(Error::invalid(field, refused))
}

/// A password is more than its owner's name or email, in whatever case and with whatever digits around.
///
/// # Errors
/// [`Error::Invalid`] for this field.
pub fn check_not_own(field: &str, password: &str, name: &str, email: Option<&str>) -> Result<()> {
    let bare = letters(password);
    let known = email.iter().flat_map(|email| {
        let parts = email.split_once('@');
        [Some(*email), parts.map(|it| it.0), parts.map(|it| it.1)]
    });
    let is_own = known
        .flatten()
        .chain([name])
        .chain(name.split_whitespace())
        .any(|own| bare.chars().count() >= 3 && letters(own) == bare);
    match is_own {
        true => Err(Error::invalid(field, "must be more than the name or email")),
        false => Ok(()),
    }
}

fn is_common(password: &str) -> bool {
    let password = password.to_lowercase();
    COMMON.lines().any(|common| common == password)
}

/// The letters of a text, without case and accents.
fn letters(text: &str) -> String {
    let mut letters = name_key(text);
    letters.retain(char::is_alphabetic);
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_thousands_in_lower_case_and_none_that_is_too_short_anyway() {
        assert!(COMMON.lines().count() > 3000);
        for common in COMMON.lines() {
            assert!(
                common.len() >= 8 && common == common.to_lowercase(),
                "{common}"
            );
        }
    }

    #[test]
    fn what_is_guessed_first_is_refused_whatever_its_case() {
        for password in ["password", "PassWord1", "1234567890", "qwertyuiop"] {
            assert!(check_password("password", password).is_err(), "{password}");
        }
        let long = "x".repeat(1000);
        for password in ["rye bread, 1 kg", "        x", "пароль12", &long] {
            assert!(check_password("password", password).is_ok(), "{password}");
        }
    }

    #[test]
    fn a_name_or_an_email_with_digits_around_it_is_no_password() {
        let check = |password| {
            check_not_own(
                "password",
                password,
                "Jörg Becker",
                Some("joerg@corner-cafe.example"),
            )
        };
        for own in [
            "Jorg.Becker",
            "2026becker",
            "JOERG@corner-cafe.example",
            "joerg1990!",
            "corner-cafe.example",
        ] {
            assert!(check(own).is_err(), "{own}");
        }
        for other in ["Becker bakes", "1234512345", "joerg and jane", "j 29 17 33"] {
            assert!(check(other).is_ok(), "{other}");
        }
    }
}
