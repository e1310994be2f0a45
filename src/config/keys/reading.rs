//! Reads the value of one key from text or TOML, checks it, and tells what is wrong with it.

use figment::value::Value;

use super::{HIDDEN, Key, Kind, SHOWN_CHARS};
use crate::config::Config;

impl Key {
    /// The environment variable that sets it.
    pub fn variable(&self) -> String {
        format!("OMS_{}", self.name.to_ascii_uppercase())
    }

    /// The value in force, fit to be shown: a secret stays hidden.
    pub fn show(&self, config: &Config) -> String {
        (self.show)(config)
    }

    /// Reads a value given as text on the command line or in a variable. No type is guessed: `123`
    /// is a number only for a key that wants one. Lists are comma-separated.
    ///
    /// # Errors
    /// A sentence that names the key and what is allowed.
    pub fn read_text(&self, text: &str) -> Result<Value, String> {
        let value = match self.kind {
            Kind::Text(_) => Value::from(text),
            Kind::Number(_) => match text.trim().parse::<i64>() {
                Ok(number) => Value::from(number),
                Err(_) => return Err(self.refusal(&Value::from(text), "")),
            },
            Kind::Switch(_) => match text.trim().to_ascii_lowercase().as_str() {
                "true" => Value::from(true),
                "false" => Value::from(false),
                _ => return Err(self.refusal(&Value::from(text), "")),
            },
            Kind::List(_) => Value::from(
                text.split(',')
                    .map(str::trim)
                    .filter(|item| !item.is_empty())
                    .collect::<Vec<_>>(),
            ),
        };
        self.apply(&value, &mut Config::blank())?;
        Ok(value)
    }

    /// Checks a value of the settings file, which must be of the right type too.
    ///
    /// # Errors
    /// A sentence that names the key, what is allowed, and how to write it if only that was wrong.
    pub fn read_toml(&self, value: Value) -> Result<Value, String> {
        let Err(refusal) = self.apply(&value, &mut Config::blank()) else {
            return Ok(value);
        };
        let (text, how) = match (&self.kind, &value) {
            (Kind::Number(_) | Kind::Switch(_), Value::String(_, text)) => {
                (text.clone(), ", without quotes")
            }
            (Kind::List(_), Value::String(_, text)) => (text.clone(), ", in square brackets"),
            (Kind::Text(_), Value::Num(..) | Value::Bool(..)) => (written(&value), ", in quotes"),
            _ => return Err(refusal),
        };
        match self.read_text(&text) {
            Ok(_) => Err(self.refusal(&value, how)),
            Err(_) => Err(refusal),
        }
    }

    /// Puts a value into `config`; items of a list are added to those that are there.
    ///
    /// # Errors
    /// A sentence that names the key and what is allowed.
    pub fn apply(&self, value: &Value, config: &mut Config) -> Result<(), String> {
        let done = match (&self.kind, value) {
            (Kind::Text(set), Value::String(_, text)) => set(config, text),
            (Kind::Number(set), Value::Num(..)) => value
                .to_i128()
                .and_then(|number| i64::try_from(number).ok())
                .and_then(|number| set(config, number)),
            (Kind::Switch(set), Value::Bool(_, value)) => {
                set(config, *value);
                Some(())
            }
            (Kind::List(set), Value::Array(_, items)) => {
                for item in items {
                    item.as_str()
                        .and_then(|text| set(config, text))
                        .ok_or_else(|| self.refusal(item, ""))?;
                }
                Some(())
            }
            _ => None,
        };
        done.ok_or_else(|| self.refusal(value, ""))
    }

    fn refusal(&self, value: &Value, how: &str) -> String {
        let shown = if self.is_secret {
            HIDDEN.to_owned()
        } else {
            shortened(written(value))
        };
        format!(
            "{} = {shown} is not valid: {}{how}",
            self.name, self.allowed
        )
    }
}

/// A value much as the file would have it, on one line.
fn written(value: &Value) -> String {
    match value {
        Value::String(_, text) => format!("{text:?}"),
        Value::Char(_, letter) => format!("{letter:?}"),
        Value::Bool(_, truth) => truth.to_string(),
        Value::Num(..) => match (value.to_i128(), value.to_f64()) {
            (Some(number), _) => number.to_string(),
            (None, Some(number)) => format!("{number:?}"),
            (None, None) => "a number".to_owned(),
        },
        Value::Array(_, items) => {
            format!(
                "[{}]",
                items.iter().map(written).collect::<Vec<_>>().join(", ")
            )
        }
        Value::Empty(..) => "nothing".to_owned(),
        Value::Dict(..) => "a table or date".to_owned(),
    }
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
