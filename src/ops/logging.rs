//! The log: one line a message on standard error, as text for people or as JSON for programs.
//!
//! Whatever a message or a field holds, it stays on its line: control characters are escaped, so
//! that nothing a client sends can forge a line or steer a terminal. What is worth a message, and
//! that none holds a secret, is up to those who log.

use std::io::{self, Write};

use env_logger::{Builder, Target};
use jiff::Timestamp;
use log::kv::{self, Key, VisitSource};
use log::{LevelFilter, Record};
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;

use crate::config::LogFormat;

/// Starts logging. The first call of a process wins, others change nothing: tests start many servers.
pub fn init(level: LevelFilter, format: LogFormat) {
    let _already_set = builder(level, format).try_init();
}

fn builder(level: LevelFilter, format: LogFormat) -> Builder {
    let mut builder = Builder::new();
    builder
        .target(Target::Stderr)
        .filter_level(level)
        // Rocket describes itself in many lines, half of them under the target `_`.
        .filter_module("_", level.min(LevelFilter::Error))
        .filter_module("rocket", level.min(LevelFilter::Warn))
        .filter_module("rocket::launch", level.min(LevelFilter::Error))
        // It would repeat an address that it can't read.
        .filter_module("rocket::request", level.min(LevelFilter::Error))
        .filter_module("hyper", level.min(LevelFilter::Warn))
        // They would tell each error report that is sent.
        .filter_module("ureq", level.min(LevelFilter::Warn))
        .filter_module("ureq_proto", level.min(LevelFilter::Warn))
        .filter_module("rustls", level.min(LevelFilter::Warn))
        .format(move |buffer, record| {
            if repeats_requests(record.target()) {
                return Ok(());
            }
            let line = match format {
                LogFormat::Text => text_line(Timestamp::now(), record),
                LogFormat::Json => json_line(Timestamp::now(), record)?,
            };
            writeln!(buffer, "{line}")
        });
    builder
}

/// The lines that Rocket indents, also those that its macros put into our modules: some repeat the address
/// of a request or what was wrong with it, with names and tokens in the query. What there is to know of a
/// request is in its own line.
fn repeats_requests(target: &str) -> bool {
    target.ends_with("::_")
}

/// `2026-11-23T08:31:22.123Z INFO  message key=value`
fn text_line(at: Timestamp, record: &Record<'_>) -> String {
    let message = escape(&record.args().to_string(), text_escape);
    let mut line = format!("{at:.3} {:<5} {message}", record.level());
    for (key, value) in fields(record) {
        let value = match value {
            Value::String(text) => quoted(&text),
            other => other.to_string(),
        };
        line.push(' ');
        line.push_str(&escape(&key, text_escape));
        line.push('=');
        line.push_str(&value);
    }
    line
}

/// `{"at":…,"level":"info","target":…,"message":…,"key":value}`. A field that bears the name of one
/// of these four gets an underscore behind its own.
fn json_line(at: Timestamp, record: &Record<'_>) -> io::Result<String> {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::new(&mut bytes);
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry("at", &format!("{at:.3}"))?;
    map.serialize_entry("level", &record.level().as_str().to_ascii_lowercase())?;
    map.serialize_entry("target", record.target())?;
    map.serialize_entry("message", &record.args().to_string())?;
    for (mut key, value) in fields(record) {
        if ["at", "level", "target", "message"].contains(&key.as_str()) {
            key.push('_');
        }
        map.serialize_entry(&key, &value)?;
    }
    map.end()?;
    let line = String::from_utf8(bytes).map_err(io::Error::other)?;
    // JSON lets some control characters stand in its strings as they are; they occur nowhere else.
    Ok(escape(&line, |c| format!("\\u{:04x}", u32::from(c))))
}

/// The fields of a record, each key once, the last value of it.
fn fields(record: &Record<'_>) -> Vec<(String, Value)> {
    struct Fields(Vec<(String, Value)>);
    impl<'kvs> VisitSource<'kvs> for Fields {
        fn visit_pair(&mut self, key: Key<'kvs>, value: kv::Value<'kvs>) -> Result<(), kv::Error> {
            self.0.retain(|(known, _)| known != key.as_str());
            self.0.push((key.as_str().to_owned(), typed(&value)));
            Ok(())
        }
    }
    let mut fields = Fields(Vec::new());
    // The visitor above never fails, and a source that does has given what it could.
    let _ = record.key_values().visit(&mut fields);
    fields.0
}

/// Numbers and truth values stay what they are; everything else is the text it prints.
fn typed(value: &kv::Value<'_>) -> Value {
    if let Some(truth) = value.to_bool() {
        Value::from(truth)
    } else if let Some(number) = value.to_i64() {
        Value::from(number)
    } else if let Some(number) = value.to_u64() {
        Value::from(number)
    } else if let Some(number) = value.to_f64() {
        Value::from(number)
    } else {
        Value::from(value.to_string())
    }
}

/// A field's text, in quotes where it would not be read as one word without them.
fn quoted(text: &str) -> String {
    let is_word =
        !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || "\"=\\".contains(c));
    if is_word {
        return escape(text, text_escape);
    }
    let inner = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", escape(&inner, text_escape))
}

fn text_escape(c: char) -> String {
    c.escape_default().to_string()
}

/// Replaces the characters that end a line, steer a terminal or turn the direction of writing.
fn escape(text: &str, replacement: fn(char) -> String) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                escaped.push_str(&replacement(c));
            }
            c if c.is_control() => escaped.push_str(&replacement(c)),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use log::{Level, Log, Metadata};

    use super::*;

    fn lines(message: &str, fields: &[(&str, kv::Value<'_>)]) -> (String, Value, String) {
        let at: Timestamp = "2026-11-23T08:31:22.1239Z".parse().unwrap();
        let args = format_args!("{message}");
        let record = Record::builder()
            .args(args)
            .level(Level::Info)
            .target("oms::test")
            .key_values(&fields)
            .build();
        let json = json_line(at, &record).unwrap();
        let parsed = serde_json::from_str(&json).unwrap();
        (text_line(at, &record), parsed, json)
    }

    #[test]
    fn a_line_has_time_level_message_and_fields() {
        let (text, json, raw) = lines(
            "order moved",
            &[
                ("order", kv::Value::from(1001)),
                ("to", kv::Value::from("PAID")),
                ("reason", kv::Value::from("paid \"in cash\"")),
                ("empty", kv::Value::from("")),
                ("ms", kv::Value::from(0.5)),
                ("first", kv::Value::from(true)),
            ],
        );
        assert_eq!(
            text,
            "2026-11-23T08:31:22.123Z INFO  order moved order=1001 to=PAID \
             reason=\"paid \\\"in cash\\\"\" empty=\"\" ms=0.5 first=true"
        );
        assert!(raw.starts_with(
            r#"{"at":"2026-11-23T08:31:22.123Z","level":"info","target":"oms::test","message":"order moved","order":1001,"#
        ));
        assert_eq!(json["reason"], "paid \"in cash\"");
        assert_eq!(json["ms"], 0.5);
        assert_eq!(json["first"], true);
    }

    #[test]
    fn nothing_in_a_message_or_field_leaves_its_line_or_reaches_the_terminal() {
        let nasty = "a\r\nb\u{1b}[31m\u{9b}\u{2028}\u{202e}\u{7f}\0";
        let (text, json, raw) = lines(nasty, &[("k\ney", kv::Value::from(nasty))]);
        for line in [&text, &raw] {
            assert!(!line.contains(char::is_control), "{line:?}");
            assert!(!line.contains(['\u{2028}', '\u{202e}']), "{line:?}");
        }
        assert!(text.contains(r"a\r\nb\u{1b}[31m"), "{text}");
        assert!(text.contains(r" k\ney="), "{text}");
        assert_eq!(json["message"], nasty);
        assert_eq!(json["k\ney"], nasty);
    }

    #[test]
    fn a_field_can_not_replace_the_level_and_comes_once() {
        let (_, json, raw) = lines(
            "m",
            &[
                ("level", kv::Value::from("error")),
                ("n", kv::Value::from(1)),
                ("n", kv::Value::from(2)),
            ],
        );
        assert_eq!(json["level"], "info");
        assert_eq!(json["level_"], "error");
        assert_eq!(json["n"], 2);
        assert_eq!(raw.matches("\"n\"").count(), 1);
    }

    #[test]
    fn the_chatter_of_the_web_server_is_left_out() {
        let is_logged = |at: LevelFilter, target: &str, level: Level| {
            let logger = builder(at, LogFormat::Text).build();
            logger.enabled(&Metadata::builder().target(target).level(level).build())
        };
        for level in [LevelFilter::Info, LevelFilter::Trace] {
            assert!(is_logged(level, "oms::routes", Level::Info));
            assert!(is_logged(level, "rocket::server", Level::Warn));
            assert!(is_logged(level, "rocket::launch", Level::Error));
            assert!(is_logged(level, "hyper::proto", Level::Warn));
            for target in [
                "rocket",
                "rocket::server",
                "hyper::proto",
                "_",
                "rocket::launch",
            ] {
                assert!(!is_logged(level, target, Level::Info), "{target}");
            }
            assert!(!is_logged(level, "_", Level::Warn));
            assert!(!is_logged(level, "rocket::launch_", Level::Warn));
        }
        assert!(repeats_requests("rocket::server::_") && repeats_requests("oms::routes::auth::_"));
        assert!(!repeats_requests("rocket::server"));
        assert!(!is_logged(
            LevelFilter::Trace,
            "rocket::request::request",
            Level::Warn
        ));
        assert!(is_logged(LevelFilter::Debug, "oms::store", Level::Debug));
        assert!(!is_logged(LevelFilter::Info, "oms::store", Level::Debug));
        assert!(!is_logged(
            LevelFilter::Error,
            "rocket::server",
            Level::Warn
        ));
    }
}
