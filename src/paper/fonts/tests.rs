use std::collections::BTreeSet;

use super::*;

/// Texts in the scripts that people write in today.
const SCRIPTS: [(&str, &str); 40] = [
    (
        "Latin",
        "Łódź, Ğüzel, Øre, Straße, Việt Nam, ½ × 2 – „gut“ … €",
    ),
    ("Greek", "Ελληνική φέτα, ώριμη"),
    ("Cyrillic", "Ржаной хлеб, ґедзь, ћевапи"),
    ("Hebrew", "חלה לשבת שָׁלוֹם"),
    ("Arabic", "خبز عربي طازج، گردو پنیر ٹ"),
    ("Syriac", "ܠܚܡܐ"),
    ("Thaana", "ދިވެހި"),
    ("NKo", "ߒߞߏ"),
    ("Adlam", "𞤀𞤣𞤤𞤢𞤥"),
    ("Armenian", "Հայկական լավաշ"),
    ("Georgian", "ქართული პური"),
    ("Ethiopic", "እንጀራ አማርኛ"),
    ("Cherokee", "ᏣᎳᎩ ᎦᏚ"),
    ("Canadian Aboriginal", "ᐃᓄᒃᑎᑐᑦ"),
    ("Tifinagh", "ⵜⵉⴼⵉⵏⴰⵖ"),
    ("Devanagari", "ताज़ी रोटी, ज्ञान, ₹"),
    ("Bengali", "তাজা রুটি"),
    ("Gurmukhi", "ਤਾਜ਼ੀ ਰੋਟੀ"),
    ("Gujarati", "તાજી રોટલી"),
    ("Oriya", "ରୁଟି ଓଡ଼ିଆ"),
    ("Tamil", "புதிய ரொட்டி"),
    ("Telugu", "తాజా రొట్టె"),
    ("Kannada", "ತಾಜಾ ರೊಟ್ಟಿ"),
    ("Malayalam", "പുതിയ റൊട്ടി"),
    ("Sinhala", "නැවුම් පාන්"),
    ("Ol Chiki", "ᱥᱟᱱᱛᱟᱲᱤ"),
    ("Thai", "ขนมปังกระเทียม ฿"),
    ("Lao", "ເຂົ້າຈີ່"),
    ("Tibetan", "བོད་སྐད་"),
    ("Myanmar", "ပေါင်မုန့်"),
    ("Khmer", "នំប៉័ង ភាសាខ្មែរ"),
    ("Mongolian", "ᠮᠣᠩᠭᠣᠯ"),
    ("Balinese", "ᬩᬮᬶ"),
    ("Javanese", "ꦗꦮ"),
    ("Yi", "ꆈꌠꉙ"),
    ("Chinese", "全麦面包 繁體字，。「」"),
    ("Japanese", "とんこつラーメン、カレーパン"),
    ("Korean", "갓 구운 식빵 똠방각하"),
    ("Bopomofo", "ㄅㄆㄇ"),
    ("Symbols", "★ ☎ ✓ → ① ♥"),
];

#[test]
fn every_script_has_a_glyph_for_every_letter() {
    for (script, text) in SCRIPTS {
        let mut fonts = Fonts::for_letters(text.chars());
        let missing: BTreeSet<char> = text.chars().filter(|letter| !fonts.has(*letter)).collect();
        assert!(missing.is_empty(), "{script}: {missing:?}");
        let laid = fonts.lay(text, Style::plain(10.0), None);
        assert_eq!(laid.text, text, "{script}");
        let runs: Vec<_> = laid.layout.lines().flat_map(|line| line.runs()).collect();
        let clusters = runs.iter().flat_map(|run| run.clusters());
        let glyphs: Vec<_> = clusters.flat_map(|cluster| cluster.glyphs()).collect();
        assert!(!glyphs.is_empty(), "{script}");
        assert!(glyphs.iter().all(|glyph| glyph.id != 0), "{script}");
    }
}

#[test]
fn a_letter_without_a_glyph_is_a_box_and_what_steers_the_text_is_left_out() {
    let text = "Cake \u{1f370} \u{202e}live\u{202c} \u{200b}\u{13000}\u{feff}!";
    let mut fonts = Fonts::for_letters(text.chars());
    let laid = fonts.lay(text, Style::plain(10.0), None).text;
    assert_eq!(laid.replace('\u{200b}', ""), "Cake □ live □!");
}

#[test]
fn a_paper_unpacks_only_the_fonts_of_its_letters() {
    let families = |text: &str| Fonts::for_letters(text.chars()).families.len();
    assert_eq!(families("Brötchen, Φέτα, Хлеб"), 1);
    assert_eq!(families("Brötchen 面包"), 2);
}

#[test]
fn a_word_that_is_wider_than_its_column_stays_inside() {
    let mut fonts = Fonts::for_letters(std::iter::empty());
    let laid = fonts.lay(&"x".repeat(200), Style::plain(10.0), Some(100.0));
    assert!(laid.width() <= 100.0, "{}", laid.width());
    assert!(laid.layout.len() > 5);
}
