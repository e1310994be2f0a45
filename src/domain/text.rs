//! Text as people compare it: without case and accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The key that names are sorted by: lower case, accents dropped.
pub fn name_key(name: &str) -> String {
    name.nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words of a search, each with at least one letter or digit. White space parts words.
pub fn search_words(text: &str) -> Vec<&str> {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect()
}

/// Lines that people type: no control characters, except line breaks and tabs where `multi_line`.
pub(super) fn single_line(text: &str, (): &()) -> garde::Result {
    refuse_control(text, char::is_control)
}

/// [`single_line`], with line breaks and tabs.
pub(super) fn multi_line(text: &str, (): &()) -> garde::Result {
    refuse_control(text, |c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn refuse_control(text: &str, refused: impl Fn(char) -> bool) -> garde::Result {
    if text.chars().any(refused) {
        return Err(garde::Error::new("must not contain control characters"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_ignore_case_and_accents() {
        assert_eq!(name_key("Äpfel und Crème"), "apfel und creme");
        assert_eq!(name_key("ÅNGSTRÖM"), "angstrom");
    }

    #[test]
    fn a_search_is_made_of_words_that_can_be_found() {
        assert_eq!(search_words("  rye   AB-12 - … "), ["rye", "AB-12"]);
        assert!(search_words(" -- ").is_empty());
    }
}
