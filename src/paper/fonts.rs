//! Text into placed glyphs: the fonts that are embedded, which of them a paper needs, shaping and lines.

mod faces;

use std::collections::{BTreeSet, HashMap};
use std::io::Read;

use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, FontFamilyName, FontWeight, Layout,
    LayoutContext, OverflowWrap, StyleProperty,
};

use faces::{FACES, Face};

/// What stands for a letter that no font has.
const BOX: char = '\u{25a1}';

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// In points.
    pub size: f32,
    pub is_bold: bool,
    pub align: Alignment,
}

impl Style {
    pub(super) const fn plain(size: f32) -> Self {
        Self {
            size,
            is_bold: false,
            align: Alignment::Left,
        }
    }

    pub(super) const fn bold(self) -> Self {
        Self {
            is_bold: true,
            ..self
        }
    }

    pub(super) const fn centred(self) -> Self {
        Self {
            align: Alignment::Center,
            ..self
        }
    }
}

/// A text whose glyphs have their places.
pub(super) struct Text {
    /// What it says.
    pub text: String,
    pub layout: Layout<()>,
}

impl Text {
    pub(super) fn height(&self) -> f32 {
        self.layout.height()
    }

    /// How far under its top its first line stands.
    pub(super) fn baseline(&self) -> f32 {
        self.layout.first_baseline().unwrap_or_default()
    }

    pub(super) fn width(&self) -> f32 {
        self.layout.width()
    }
}

/// The fonts of a paper.
pub(super) struct Fonts {
    context: FontContext,
    layouts: LayoutContext<()>,
    /// The families in use, in the order in which they are asked for a letter.
    families: Vec<FontFamilyName<'static>>,
    /// The letters that they have.
    letters: BTreeSet<char>,
    /// The fonts as the PDF embeds them, by the id of their file in memory.
    pub embedded: HashMap<u64, krilla::text::Font>,
}

impl Fonts {
    /// The fonts that have these letters, and those that every paper has. A letter that no font has is none of them.
    pub(super) fn for_letters(letters: impl Iterator<Item = char>) -> Self {
        let mut fonts = Self {
            context: FontContext {
                collection: Collection::new(CollectionOptions {
                    shared: false,
                    system_fonts: false,
                }),
                source_cache: SourceCache::default(),
            },
            layouts: LayoutContext::new(),
            families: Vec::new(),
            letters: BTreeSet::new(),
            embedded: HashMap::new(),
        };
        let wanted: BTreeSet<char> = letters.chain(words_of_every_paper()).collect();
        for face in FACES {
            let is_needed = |letter: &char| face.is_for(*letter) && !fonts.letters.contains(letter);
            if face.is_always_there || wanted.iter().any(is_needed) {
                fonts.add(face, &wanted);
            }
        }
        if wanted.iter().any(|letter| !fonts.has(*letter)) {
            let mut faces = FACES.iter();
            let boxes = faces.find(|face| face.is_for(BOX));
            boxes
                .into_iter()
                .for_each(|face| fonts.add(face, &BTreeSet::from([BOX])));
        }
        fonts
    }

    /// Takes a font, and of the wanted letters those that it has.
    fn add(&mut self, face: &Face, wanted: &BTreeSet<char>) {
        let blob = Blob::from(face.unpacked());
        let named = FontInfoOverride {
            family_name: Some(face.family),
            ..FontInfoOverride::default()
        };
        let collection = &mut self.context.collection;
        let added = collection.register_fonts(blob.clone(), Some(named));
        let mut fonts = added.iter().flat_map(|(_, fonts)| fonts);
        let map = fonts.find_map(|font| font.charmap_index().charmap(blob.as_ref()));
        let has = |letter: &&char| {
            let glyph = map.as_ref().and_then(|map| map.map(**letter));
            glyph.is_some_and(|glyph| glyph != 0)
        };
        self.letters.extend(wanted.iter().filter(has));
        let family = FontFamilyName::Named(face.family.into());
        if !self.families.contains(&family) {
            self.families.push(family);
        }
    }

    fn has(&self, letter: char) -> bool {
        self.letters.contains(&letter)
    }

    /// A text in lines of at most this width; none: in the lines that it has.
    pub(super) fn lay(&mut self, text: &str, style: Style, width: Option<f32>) -> Text {
        let text = self.printable(text);
        let mut builder = self
            .layouts
            .ranged_builder(&mut self.context, &text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(
            self.families.clone().into(),
        )));
        builder.push_default(StyleProperty::FontSize(style.size));
        // A word that is wider than its column is broken anywhere rather than run out of it.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        if style.is_bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        let mut layout = builder.build(&text);
        layout.break_all_lines(width);
        layout.align(style.align, AlignmentOptions::default());
        Text { text, layout }
    }

    /// The text as it can be printed. What steers the direction of text is left out: on paper, the letters stand as
    /// they were typed. A letter that no font has is a box.
    fn printable(&self, text: &str) -> String {
        let printable = |letter: char| match letter {
            '\n' => Some('\n'),
            _ if letter.is_control() => Some(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
            _ if self.has(letter) => Some(letter),
            _ if is_ignorable(letter) => None,
            _ => Some(BOX),
        };
        text.chars().filter_map(printable).collect()
    }
}

/// Letters that every paper may have, in all languages of documents.
fn words_of_every_paper() -> impl Iterator<Item = char> {
    (' '..='~').chain('\u{a0}'..='\u{17f}')
}

/// Whether a letter that no font has is none that anyone would miss (Default_Ignorable_Code_Point).
fn is_ignorable(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

impl Face {
    /// The font's file.
    fn unpacked(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let mut packed = brotli_decompressor::Decompressor::new(self.packed, 64 * 1024);
        if let Err(error) = packed.read_to_end(&mut file) {
            // It was packed when this was built; a test unpacks each.
            log::error!("the font {} can't be unpacked: {error}", self.family);
        }
        file
    }
}

#[cfg(test)]
mod tests;
