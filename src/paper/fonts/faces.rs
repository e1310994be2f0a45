//! The fonts in the executable: where each comes from says assets/fonts/README.md.

/// A font.
pub(super) struct Face {
    pub family: &'static str,
    /// Its file, packed with Brotli.
    pub packed: &'static [u8],
    /// Whether every paper has it, for its own words.
    pub is_always_there: bool,
    /// For which letters it is looked into, first and last.
    ranges: &'static [(u32, u32)],
}

impl Face {
    /// Whether it is the font for this letter.
    pub(super) fn is_for(&self, letter: char) -> bool {
        let letter = u32::from(letter);
        let mut ranges = self.ranges.iter();
        ranges.any(|(first, last)| (*first..=*last).contains(&letter))
    }
}

macro_rules! faces {
    ($($family:literal $file:literal: $($first:literal $last:literal),+;)*) => {
        &[$(Face {
            family: $family,
            packed: include_bytes!(concat!("../../../assets/fonts/", $file, ".ttf.br")),
            is_always_there: $family.len() == "Noto Sans".len(),
            ranges: &[$(($first, $last)),+],
        }),*]
    };
}

/// The fonts, in the order in which they are asked for a letter.
pub(super) const FACES: &[Face] = faces! {
    "Noto Sans" "NotoSans-Regular": 0x0000 0x058f, 0x1ab0 0x1aff, 0x1c80 0x1c8f, 0x1d00 0x20cf;
    "Noto Sans" "NotoSans-Bold": 0x0000 0x058f;
    "Noto Sans Hebrew" "NotoSansHebrew-Regular": 0x0590 0x05ff, 0xfb1d 0xfb4f;
    "Noto Sans Arabic" "NotoSansArabic-Regular": 0x0600 0x06ff, 0x0750 0x077f, 0x0870 0x08ff, 0xfb50 0xfdff, 0xfe70 0xfefc;
    "Noto Sans Syriac" "NotoSansSyriac-Regular": 0x0700 0x074f, 0x0860 0x086f;
    "Noto Sans Thaana" "NotoSansThaana-Regular": 0x0780 0x07bf;
    "Noto Sans NKo" "NotoSansNKo-Regular": 0x07c0 0x07ff;
    "Noto Sans Adlam" "NotoSansAdlam-Regular": 0x1e900 0x1e95f;
    "Noto Sans Armenian" "NotoSansArmenian-Regular": 0x0530 0x058f, 0xfb13 0xfb17;
    "Noto Sans Georgian" "NotoSansGeorgian-Regular": 0x10a0 0x10ff, 0x1c90 0x1cbf, 0x2d00 0x2d2f;
    "Noto Sans Ethiopic" "NotoSansEthiopic-Regular": 0x1200 0x139f, 0x2d80 0x2ddf, 0xab01 0xab2f;
    "Noto Sans Cherokee" "NotoSansCherokee-Regular": 0x13a0 0x13ff, 0xab70 0xabbf;
    "Noto Sans Canadian Aboriginal" "NotoSansCanadianAboriginal-Regular": 0x1400 0x167f, 0x18b0 0x18ff;
    "Noto Sans Tifinagh" "NotoSansTifinagh-Regular": 0x2d30 0x2d7f;
    "Noto Sans Devanagari" "NotoSansDevanagari-Regular": 0x0900 0x097f, 0x1cd0 0x1cff, 0xa8e0 0xa8ff;
    "Noto Sans Bengali" "NotoSansBengali-Regular": 0x0980 0x09ff;
    "Noto Sans Gurmukhi" "NotoSansGurmukhi-Regular": 0x0a00 0x0a7f;
    "Noto Sans Gujarati" "NotoSansGujarati-Regular": 0x0a80 0x0aff;
    "Noto Sans Oriya" "NotoSansOriya-Regular": 0x0b00 0x0b7f;
    "Noto Sans Tamil" "NotoSansTamil-Regular": 0x0b80 0x0bff;
    "Noto Sans Telugu" "NotoSansTelugu-Regular": 0x0c00 0x0c7f;
    "Noto Sans Kannada" "NotoSansKannada-Regular": 0x0c80 0x0cff;
    "Noto Sans Malayalam" "NotoSansMalayalam-Regular": 0x0d00 0x0d7f;
    "Noto Sans Sinhala" "NotoSansSinhala-Regular": 0x0d80 0x0dff;
    "Noto Sans Ol Chiki" "NotoSansOlChiki-Regular": 0x1c50 0x1c7f;
    "Noto Sans Thai" "NotoSansThai-Regular": 0x0e00 0x0e7f;
    "Noto Sans Lao" "NotoSansLao-Regular": 0x0e80 0x0eff;
    "Noto Serif Tibetan" "NotoSerifTibetan-Regular": 0x0f00 0x0fff;
    "Noto Sans Myanmar" "NotoSansMyanmar-Regular": 0x1000 0x109f, 0xa9e0 0xa9ff, 0xaa60 0xaa7f;
    "Noto Sans Khmer" "NotoSansKhmer-Regular": 0x1780 0x17ff, 0x19e0 0x19ff;
    "Noto Sans Mongolian" "NotoSansMongolian-Regular": 0x1800 0x18af;
    "Noto Sans Balinese" "NotoSansBalinese-Regular": 0x1b00 0x1b7f;
    "Noto Sans Javanese" "NotoSansJavanese-Regular": 0xa980 0xa9df;
    "Noto Sans Yi" "NotoSansYi-Regular": 0xa000 0xa4cf;
    "Noto Sans Symbols" "NotoSansSymbols-Regular": 0x20d0 0x218f, 0x2190 0x21ff, 0x2300 0x24ff, 0x2600 0x27bf;
    "Noto Sans Symbols2" "NotoSansSymbols2-Regular": 0x2190 0x21ff, 0x2300 0x23ff, 0x25a0 0x27bf, 0x2b00 0x2bff;
    "WenQuanYi Micro Hei" "WenQuanYiMicroHei": 0x1100 0x11ff, 0x2e80 0x2fdf, 0x3000 0x31ff, 0x3200 0x9fff, 0xac00 0xd7ff, 0xf900 0xfaff, 0xfe10 0xfe4f, 0xff00 0xffef, 0x20000 0x2ffff;
};
