//! Where settings come from: defaults, `config.toml`, `.env`, the environment, the command line.
//!
//! Each source becomes one layer of checked, typed values with a note on where each stands; what is
//! wrong goes into [`Findings`], never into a layer. Which layer wins is not decided here, and a
//! source never changes the process's environment.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

use figment::providers::{Format, Toml};
use figment::value::{Dict, Map, Value};
use figment::{Error, Metadata, Profile, Provider};

use super::keys::{self, Fallback, KEYS, Key};
use super::{Flag, Overrides};

/// The settings file that is read without being named, if it is there.
pub const CONFIG_FILE: &str = "config.toml";
/// The variables beside it.
pub const DOTENV_FILE: &str = ".env";
/// The source of what nobody has set.
pub(super) const DEFAULT: &str = "default";
const PREFIX: &str = "OMS_";

/// What is wrong (stops the start) or odd (is logged) about the settings, one line each.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) problems: Vec<String>,
    pub(super) warnings: Vec<String>,
}

/// The values of one source and, by key, where each stands in it.
#[derive(Default)]
pub(super) struct Layer {
    values: Dict,
    places: BTreeMap<String, String>,
}

impl Layer {
    /// Adds `value`, or notes why it can't be used. `at` says where it stands, for the reader of a
    /// problem; `source` says the same for the reader of `oms config`.
    fn add(
        &mut self,
        key: &Key,
        value: Result<Value, String>,
        at: &str,
        source: &str,
        findings: &mut Findings,
    ) {
        match value {
            Ok(value) => {
                self.values.insert(key.name.to_owned(), value);
                self.places.insert(key.name.to_owned(), source.to_owned());
            }
            Err(refusal) => findings.problems.push(format!("{at}: {refusal}")),
        }
    }
}

impl Provider for Layer {
    fn metadata(&self) -> Metadata {
        let places = self.places.clone();
        Metadata::named("settings").interpolater(move |_: &Profile, path: &[&str]| {
            let place = path.first().and_then(|key| places.get(*key));
            place.cloned().unwrap_or_default()
        })
    }

    fn data(&self) -> Result<Map<Profile, Dict>, Error> {
        Ok(Profile::Default.collect(self.values.clone()))
    }
}

/// The table's own values.
pub(super) fn defaults(findings: &mut Findings) -> Layer {
    let mut layer = Layer::default();
    for key in KEYS {
        if let Fallback::Value(text) = key.fallback {
            layer.add(key, key.read_text(text), DEFAULT, DEFAULT, findings);
        }
    }
    layer
}

/// What was given on the command line.
pub(super) fn flags(flags: &[Flag], findings: &mut Findings) -> Layer {
    let mut layer = Layer::default();
    for flag in flags {
        match keys::find(flag.key) {
            Some(key) => layer.add(
                key,
                key.read_text(&flag.value),
                flag.name,
                flag.name,
                findings,
            ),
            None => findings
                .problems
                .push(format!("{}: {} is not a setting", flag.name, flag.key)),
        }
    }
    layer
}

/// The `OMS_` variables of the environment. Others are none of our business.
pub(super) fn environment(variables: &[(OsString, OsString)], findings: &mut Findings) -> Layer {
    let mut layer = Layer::default();
    for (name, value) in variables {
        let name = name.to_string_lossy();
        let Some(key) = known_variable(&name, "the environment", findings) else {
            continue;
        };
        let at = format!("environment variable {name}");
        match value.to_str() {
            Some(text) => layer.add(key, key.read_text(text), &at, &name, findings),
            None => findings.problems.push(format!(
                "{at}: {} is not UTF-8 text; allowed is {}",
                key.name, key.allowed
            )),
        }
    }
    layer
}

/// The `OMS_` variables of the `.env` file beside the settings file, if there is one. Of a variable
/// that stands there twice the last one counts, as in a shell.
pub(super) fn dotenv_file(options: &Overrides, findings: &mut Findings) -> Layer {
    let path = match &options.config_file {
        Some(file) => file.with_file_name(DOTENV_FILE),
        None => options.directory.join(DOTENV_FILE),
    };
    let mut layer = Layer::default();
    let Some(text) = read_if_there(&path, findings) else {
        return layer;
    };
    let shown = path.display().to_string();
    let mut warned = Findings::default();
    for item in dotenvy::from_read_iter(text.as_bytes()) {
        match item {
            Ok((name, value)) => {
                if let Some(key) = known_variable(&name, &shown, &mut warned) {
                    let at = format!("{shown}: {name}");
                    layer.add(key, key.read_text(&value), &at, &at, findings);
                }
            }
            Err(error) => findings
                .problems
                .push(dotenv_problem(&shown, &text, &error)),
        }
    }
    findings.warnings.append(&mut warned.warnings);
    layer
}

/// Says which line is wrong, but not what it holds: it may be a secret.
fn dotenv_problem(shown: &str, text: &str, error: &dotenvy::Error) -> String {
    // The error has the line from where it stopped making sense, but not its number.
    let line = match error {
        dotenvy::Error::LineParse(bad, _) => bad.lines().next().and_then(|bad| {
            let ends_so = |line: &str| line.trim_end().ends_with(bad.trim_end());
            let mut found = text.lines().enumerate().filter(|(_, line)| ends_so(line));
            let first = found.next();
            first.filter(|_| found.next().is_none())
        }),
        _ => None,
    };
    let line = line.map_or_else(String::new, |(index, _)| format!(", line {}", index + 1));
    format!("{shown}{line}: this is not NAME=value; a value with spaces or # needs quotes")
}

/// The row of an `OMS_` variable. An unknown one is worth a warning: it may be a misspelling, but
/// also meant for a newer version.
fn known_variable(name: &str, place: &str, findings: &mut Findings) -> Option<&'static Key> {
    let rest = name.strip_prefix(PREFIX)?;
    let known = keys::find_variable(name);
    if known.is_none() {
        let hint = keys::closest(rest).map_or_else(String::new, |key| {
            format!("; did you mean {}?", key.variable())
        });
        findings.warnings.push(format!(
            "{} in {place} is not a setting and has no effect{hint}",
            name.escape_debug()
        ));
    }
    known
}

/// `--config`, which must exist, or the `config.toml` that may.
pub(super) fn config_file(options: &Overrides, findings: &mut Findings) -> Layer {
    let mut layer = Layer::default();
    let path = match &options.config_file {
        Some(file) => file.clone(),
        None => options.directory.join(CONFIG_FILE),
    };
    if options.config_file.is_some() && !path.exists() {
        findings.problems.push(format!(
            "{}: there is no such file; --config wants the path of a settings file",
            path.display()
        ));
        return layer;
    }
    let Some(text) = read_if_there(&path, findings) else {
        return layer;
    };
    let shown = path.display().to_string();
    let table = match Toml::from_str::<Dict>(&text) {
        Ok(table) => table,
        // Only the message: the error's full text repeats the line, which may hold a secret.
        Err(error) => {
            let at = error.span().map_or_else(String::new, |span| {
                let (line, column) = position(&text, span.start);
                format!(", line {line}, column {column}")
            });
            let message = error.message().replace('\n', ", ");
            findings.problems.push(format!("{shown}{at}: {message}"));
            return layer;
        }
    };
    let mut entries: Vec<_> = table
        .into_iter()
        .map(|(name, value)| (line_of(&text, &name), name, value))
        .collect();
    entries.sort_by_key(|(line, ..)| *line);
    for (line, name, value) in entries {
        let at = line.map_or_else(|| shown.clone(), |line| format!("{shown}, line {line}"));
        match keys::find(&name) {
            Some(key) => layer.add(key, key.read_toml(value), &at, &shown, findings),
            None => findings
                .problems
                .push(format!("{at}: {}", unknown_key(&name, &value))),
        }
    }
    layer
}

fn unknown_key(name: &str, value: &Value) -> String {
    let name = name.escape_debug();
    if matches!(value, Value::Dict(..)) {
        return format!("[{name}] is not known; settings are not grouped in sections");
    }
    match keys::closest(&name.to_string()) {
        Some(key) => format!("{name} is not a setting; did you mean {}?", key.name),
        None => {
            let all: Vec<_> = KEYS.iter().map(|key| key.name).collect();
            format!("{name} is not a setting; there are {}", all.join(", "))
        }
    }
}

/// The text of a settings file without a byte order mark; `None` if there is no file, or none that
/// can be read, which is a problem.
fn read_if_there(path: &Path, findings: &mut Findings) -> Option<String> {
    match fs::read(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Some(text.trim_start_matches('\u{feff}').to_owned()),
            Err(_) => {
                let problem = format!("{}: this is not UTF-8 text", path.display());
                findings.problems.push(problem);
                None
            }
        },
        Err(error) if is_absent(&error) => None,
        Err(error) if error.kind() == io::ErrorKind::IsADirectory => {
            let problem = format!(
                "{}: can't be read: this is a folder; allowed is a file",
                path.display()
            );
            findings.problems.push(problem);
            None
        }
        Err(error) => {
            let problem = format!("{}: can't be read: {error}", path.display());
            findings.problems.push(problem);
            None
        }
    }
}

/// Also where a file stands in the place of the folder.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Line and column, both from 1 and in characters, of a byte of `text`.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    (line, column)
}

/// The line, from 1, on which `key` is set. A guess by the text, which is enough for a person.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let sets = |line: &str| {
        let line = line.trim_start().trim_start_matches(['[', '"', '\'']);
        line.strip_prefix(key).is_some_and(|rest| {
            rest.trim_start_matches(['"', '\''])
                .trim_start()
                .starts_with(['=', '.', ']'])
        })
    };
    text.lines().position(sets).map(|index| index + 1)
}
