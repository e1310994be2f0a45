//! People: the shop's customers and its admins.

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::de;
use super::id::UserId;
use super::page::NameSort;
use super::password::uncommon;
use super::text::{multi_line, single_line};
use super::time::Timestamp;

/// What a person may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE", try_from = "String")]
pub enum Role {
    /// Everything.
    Admin,
    /// See what is theirs.
    #[default]
    Customer,
}

impl Role {
    /// The role as JSON and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "ADMIN",
            Self::Customer => "CUSTOMER",
        }
    }
}

/// The text is no role.
#[derive(Debug, thiserror::Error)]
#[error("must be one of ADMIN, CUSTOMER")]
pub struct UnknownRole;

/// JSON knows a role by its name alone; a derived implementation would take `{"ADMIN": null}` as well.
impl TryFrom<String> for Role {
    type Error = UnknownRole;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut roles = [Self::Admin, Self::Customer].into_iter();
        roles.find(|role| role.as_str() == text).ok_or(UnknownRole)
    }
}

/// A customer or an admin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct User {
    /// UUID version 7.
    pub id: UserId,
    /// How they are called.
    pub name: String,
    /// Where they are written to, and what they sign in with. In lower case, unique.
    pub email: Option<String>,
    /// Where they are called.
    pub phone: Option<String>,
    /// Where they live.
    pub address: Option<String>,
    /// What the shop should know about them.
    pub note: Option<String>,
    /// What they may do.
    pub role: Role,
    /// When they were added.
    pub created_at: Timestamp,
    /// When they last changed.
    pub updated_at: Timestamp,
    /// When they were archived; null: in use.
    pub archived_at: Option<Timestamp>,
}

/// A customer or an admin to be added.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
pub struct NewUser {
    /// How they are called.
    #[serde(deserialize_with = "de::trimmed")]
    #[garde(length(chars, min = 1, max = 200), custom(single_line))]
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// Unique, case ignored.
    #[serde(default, deserialize_with = "de::optional_email")]
    #[garde(length(chars, max = 254), email, inner(custom(single_line)))]
    #[schema(max_length = 254)]
    pub email: Option<String>,
    /// Any form.
    #[serde(default, deserialize_with = "de::optional_text")]
    #[garde(length(chars, max = 50), inner(custom(single_line)))]
    #[schema(max_length = 50)]
    pub phone: Option<String>,
    /// Any form, several lines.
    #[serde(default, deserialize_with = "de::optional_text")]
    #[garde(length(chars, max = 1000), inner(custom(multi_line)))]
    #[schema(max_length = 1000)]
    pub address: Option<String>,
    /// What the shop should know about them.
    #[serde(default, deserialize_with = "de::optional_text")]
    #[garde(length(chars, max = 4000), inner(custom(multi_line)))]
    #[schema(max_length = 4000)]
    pub note: Option<String>,
    /// `CUSTOMER` if absent.
    #[serde(default)]
    #[garde(skip)]
    pub role: Role,
    /// A sign-in for them, 8 characters at least and none that is easily guessed; needs an email. Null: they can't
    /// sign in.
    #[serde(default)]
    #[garde(length(chars, min = 8, max = 1000), inner(custom(uncommon)))]
    #[schema(min_length = 8, max_length = 1000)]
    pub password: Option<String>,
}

impl NewUser {
    /// A customer of whom only the name is known.
    pub fn named(name: String) -> Self {
        Self {
            name,
            email: None,
            phone: None,
            address: None,
            note: None,
            role: Role::Customer,
            password: None,
        }
    }
}

/// What to change of a user; fields that are absent stay.
#[derive(Clone, Debug, Default, Deserialize, Validate, ToSchema)]
pub struct UserPatch {
    /// How they are called.
    #[serde(default, deserialize_with = "de::present_trimmed")]
    #[garde(length(chars, min = 1, max = 200), inner(custom(single_line)))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200)]
    pub name: Option<String>,
    /// Unique, case ignored.
    #[serde(default, deserialize_with = "de::present_optional_email")]
    #[garde(length(chars, max = 254), email, inner(inner(custom(single_line))))]
    #[schema(value_type = Option<String>, max_length = 254)]
    pub email: Option<Option<String>>,
    /// Any form.
    #[serde(default, deserialize_with = "de::present_optional_text")]
    #[garde(length(chars, max = 50), inner(inner(custom(single_line))))]
    #[schema(value_type = Option<String>, max_length = 50)]
    pub phone: Option<Option<String>>,
    /// Any form, several lines.
    #[serde(default, deserialize_with = "de::present_optional_text")]
    #[garde(length(chars, max = 1000), inner(inner(custom(multi_line))))]
    #[schema(value_type = Option<String>, max_length = 1000)]
    pub address: Option<Option<String>>,
    /// What the shop should know about them.
    #[serde(default, deserialize_with = "de::present_optional_text")]
    #[garde(length(chars, max = 4000), inner(inner(custom(multi_line))))]
    #[schema(value_type = Option<String>, max_length = 4000)]
    pub note: Option<Option<String>>,
    /// A changed role ends their sessions and API tokens.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = Role, required = false)]
    pub role: Option<Role>,
    /// A new password, 8 characters at least; null: they can't sign in. Ends their sessions
    /// and API tokens.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(length(chars, min = 8, max = 1000), inner(inner(custom(uncommon))))]
    #[schema(value_type = Option<String>, min_length = 8, max_length = 1000)]
    pub password: Option<Option<String>>,
    /// `false` brings an archived user back, `true` archives them and ends their sessions
    /// and API tokens.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = bool, required = false)]
    pub archived: Option<bool>,
}

/// Which users a list shows.
#[derive(Clone, Debug, Default)]
pub struct UserFilter {
    /// Words of name, email, phone, address or note.
    pub q: Option<String>,
    /// With this role.
    pub role: Role,
    /// Archived ones instead of those in use.
    pub archived: bool,
    /// Only this one: what a customer sees.
    pub only: Option<UserId>,
    /// In which order.
    pub sort: NameSort,
}
