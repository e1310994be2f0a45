//! What others answered, as it can be kept and shown.

/// How much of it is kept, in bytes.
pub(super) const KEPT: usize = 300;

/// How an answer begins, as one line of text.
pub(super) fn one_line(bytes: &[u8]) -> Option<String> {
    let bytes = &bytes[..bytes.len().min(KEPT)];
    let text = String::from_utf8_lossy(bytes);
    let words: Vec<_> = text.split_whitespace().collect();
    let line: String = words
        .join(" ")
        .chars()
        .filter(|c| !c.is_control())
        .collect();
    (!line.is_empty()).then_some(line)
}
