//! Takes out of a text what does not belong into a log or a report: what a page or a panic says may have
//! a person's name or a token in it.
//!
//! A text of a browser or a panic has no structure to go by, so this errs on the side of taking out.

/// What stands in the place of what was taken out.
const OUT: &str = "…";
/// So many letters, digits, `_` and `-` without a break are a token. A UUID has 36.
const TOKEN_CHARS: usize = 40;
/// Words after which `=` or `:` gives something away.
const TELLTALE: [&str; 5] = ["password", "token", "secret", "authorization", "bearer"];

/// The text without what is quoted (a value, mostly), queries and fragments of addresses, emails, tokens
/// and passwords.
pub fn scrubbed(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let line = without_quoted(line);
        let mut words = Vec::new();
        let mut is_after_telltale = false;
        for word in line.split(' ') {
            if is_after_telltale && !word.is_empty() {
                words.push(OUT.to_owned());
                is_after_telltale = is_telltale(word);
                continue;
            }
            is_after_telltale = is_telltale(word);
            words.push(without_tokens(&without_email(without_query(word))));
        }
        lines.push(words.join(" "));
    }
    lines.join("\n")
}

/// Whether what follows this word is secret: `password:` and `Bearer` announce it.
fn is_telltale(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let name = word.trim_end_matches([':', '=']);
    (name.len() < word.len() && TELLTALE.iter().any(|telltale| name.ends_with(telltale)))
        || name.ends_with("bearer")
}

/// Browsers and Rust quote the values that they complain about: `Unexpected token, "Jane" is not valid JSON`.
fn without_quoted(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find(['"', '`']) {
        let (before, quoted) = rest.split_at(start);
        let quote = if quoted.starts_with('"') { '"' } else { '`' };
        kept.push_str(before);
        kept.push(quote);
        kept.push_str(OUT);
        kept.push(quote);
        // Without an end, the line is its end.
        let inner = quoted.get(1..).unwrap_or_default();
        rest = inner.split_once(quote).map_or("", |(_, rest)| rest);
    }
    kept.push_str(rest);
    kept
}

/// An address without its query and fragment, a setting without its value.
fn without_query(word: &str) -> &str {
    let end = word.find(['?', '#']).filter(|end| {
        let (before, after) = word.split_at(*end);
        before.contains('/') || after.contains('=')
    });
    let word = end.map_or(word, |end| word.get(..end).unwrap_or(word));
    match word.split_once('=') {
        Some((name, _))
            if TELLTALE
                .iter()
                .any(|it| name.to_ascii_lowercase().ends_with(it)) =>
        {
            name
        }
        _ => word,
    }
}

fn without_email(word: &str) -> String {
    let is_local = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    let is_domain = |c: char| c.is_alphanumeric() || ".-".contains(c);
    let mut kept = String::with_capacity(word.len());
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('@') {
        let domain_end = after.find(|c| !is_domain(c)).unwrap_or(after.len());
        let (domain, behind) = after.split_at(domain_end);
        if domain.contains('.') {
            kept.push_str(before.trim_end_matches(is_local));
            kept.push_str(OUT);
            rest = behind;
        } else {
            // Firefox: `render@http://…`.
            kept.push_str(before);
            kept.push('@');
            rest = after;
        }
    }
    kept.push_str(rest);
    kept
}

fn without_tokens(word: &str) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let mut kept = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(start) = rest.find(is_part) {
        let (before, run) = rest.split_at(start);
        let end = run.find(|c| !is_part(c)).unwrap_or(run.len());
        let (run, behind) = run.split_at(end);
        kept.push_str(before);
        kept.push_str(if run.len() < TOKEN_CHARS { run } else { OUT });
        rest = behind;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_a_person_or_a_secret_is_taken_out() {
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIwMTkzNGRlZi0wMDAwLTcwMDAtODAwMCJ9.c2lnbmF0dXJlLW9mLXRoZS10b2tlbi10aGF0LWlzLWxvbmc";
        for (given, want) in [
            (
                "GET /api/orders?q=Jane+Doe failed",
                "GET /api/orders failed",
            ),
            (
                "at https://shop.example/setup#token=abc",
                "at https://shop.example/setup",
            ),
            ("?q=Jane's&x=(1)", ""),
            ("no user jane.doe+x@mail.example, sorry", "no user …, sorry"),
            (
                r#"Unexpected token 'J', "Jane Doe" is not valid JSON"#,
                r#"Unexpected token 'J', "…" is not valid JSON"#,
            ),
            (r#"an end "that never comes"#, r#"an end "…""#),
            ("inside 'a' of `Jane Doe`", "inside 'a' of `…`"),
            ("Authorization: Bearer abc", "Authorization: … …"),
            ("a Bearer abc", "a Bearer …"),
            ("password=hunter2", "password"),
            ("password: hunter2", "password: …"),
        ] {
            assert_eq!(scrubbed(given), want);
        }
        assert_eq!(scrubbed(token), "eyJhbGciOiJIUzI1NiJ9.….…");
        let link = crate::auth::new_link_token().unwrap();
        let page = format!("at https://shop.example/s/{}", link.as_str());
        assert_eq!(scrubbed(&page), "at https://shop.example/s/…");
    }

    #[test]
    fn what_helps_to_find_a_defect_stays() {
        for text in [
            "TypeError: Cannot read properties of undefined (reading 'name')",
            "    at render (https://shop.example/static/index-BqZ1x9aB.js:12:345)\n    at b?.c",
            "render@http://127.0.0.1:8000/static/index-BqZ1x9aB.js:1:2",
            "index out of bounds: the len is 3 but the index is 5",
            "order 0193a4de-0000-7000-8000-000000000001 #1001",
            "Minified React error #418; visit https://react.dev/errors/418",
        ] {
            assert_eq!(scrubbed(text), text);
        }
    }
}
