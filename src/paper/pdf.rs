//! Pages into a PDF file.

use std::ops::Range;

use krilla::color::rgb;
use krilla::configure::{Archival, Configuration, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::Print;
use super::fonts::{Fonts, Text};
use super::page::{Ink, Item, Page, Role, What};
use super::structure::Structure;
use crate::domain::{Logo, LogoKind};
use crate::error::{Error, Result};

/// Writes the pages as PDF/A-2a.
pub(super) fn write(print: &Print<'_>, pages: &[Page], fonts: &mut Fonts) -> Result<Vec<u8>> {
    let archival = ConfigurationBuilder::new().with_archival_validator(Archival::A2_A);
    let archival = archival
        .finish()
        .map_err(|error| Error::Internal(format!("PDF/A-2a: {error:?}")))?;
    let logo = print.paper.logo.as_ref().and_then(image);
    // A paper without what is wrong with it is better than none: pixels of the logo may be damaged, and some sequences
    // of letters have no glyphs even where each letter has one.
    let try_with = |configuration, logo: Option<&Image>, fonts: &mut Fonts| {
        attempt(print, pages, fonts, configuration, logo)
            .inspect_err(|why| log::warn!("{} is not printed so: {why}", print.title()))
    };
    try_with(archival, logo.as_ref(), fonts)
        .or_else(|_| try_with(archival, None, fonts))
        .or_else(|_| try_with(Configuration::default(), None, fonts))
}

fn attempt(
    print: &Print<'_>,
    pages: &[Page],
    fonts: &mut Fonts,
    configuration: Configuration,
    logo: Option<&Image>,
) -> Result<Vec<u8>> {
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    document.set_metadata(metadata(print));
    let mut structure = Structure::new(print.words.logo);
    for page in pages {
        let settings = PageSettings::from_wh(page.width, page.height)
            .ok_or_else(|| Error::Internal("a page has no size".to_owned()))?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        for item in &page.items {
            let tag = match item.role {
                Role::Ornament => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
                Role::Picture => ContentTag::Other,
                Role::Title | Role::Paragraph | Role::Cell { .. } => {
                    ContentTag::Span(SpanTag::empty())
                }
            };
            let mark = surface.start_tagged(tag);
            draw(&mut surface, item, fonts, logo)?;
            surface.end_tagged();
            structure.add(item.role, mark);
        }
        surface.finish();
        sheet.finish();
    }
    document.set_tag_tree(structure.tree(print.words.language));
    document
        .finish()
        .map_err(|error| Error::Internal(format!("{error:?}")))
}

fn metadata(print: &Print<'_>) -> Metadata {
    // Its own day: a file that is made anew is the same file.
    let at = print.paper.at.in_zone(&jiff::tz::TimeZone::UTC);
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let date = DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(part(at.month()))
        .day(part(at.day()))
        .hour(part(at.hour()))
        .minute(part(at.minute()))
        .second(part(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Metadata::new()
        .title(format!("{} · {}", print.title(), print.paper.seller.name))
        .authors(vec![print.paper.seller.name.clone()])
        .language(print.words.language.to_owned())
        .creator("OMS".to_owned())
        .creation_date(date)
}

/// The logo as a picture; none where it is one that browsers alone can show.
fn image(logo: &Logo) -> Option<Image> {
    let data = logo.bytes.clone().into();
    let image = match logo.kind {
        LogoKind::Png => Image::from_png(data, false),
        LogoKind::Jpeg => Image::from_jpeg(data, false),
    };
    image
        .inspect_err(|why| log::warn!("the logo can't be printed: {why}"))
        .ok()
}

fn draw(
    surface: &mut Surface<'_>,
    item: &Item,
    fonts: &mut Fonts,
    logo: Option<&Image>,
) -> Result<()> {
    match &item.what {
        What::Text(text, ink) => {
            surface.set_fill(Some(fill(*ink)));
            glyphs(surface, (item.x, item.y), text, fonts)?;
        }
        What::Rule(width, thickness) => {
            surface.set_fill(Some(fill(Ink::Black)));
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(item.x, item.y, *width, *thickness) {
                path.push_rect(rect);
            }
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        What::Logo(width, height) => {
            if let Some((logo, size)) = logo.zip(Size::from_wh(*width, *height)) {
                surface.push_transform(&Transform::from_translate(item.x, item.y));
                surface.draw_image(logo.clone(), size);
                surface.pop();
            }
        }
    }
    Ok(())
}

fn fill(ink: Ink) -> Fill {
    let level = match ink {
        Ink::Black => 20,
        Ink::Grey => 96,
    };
    Fill {
        paint: rgb::Color::new(level, level, level).into(),
        opacity: NormalizedF32::ONE,
        ..Fill::default()
    }
}

/// Puts the glyphs of a text down, run by run.
fn glyphs(
    surface: &mut Surface<'_>,
    (left, top): (f32, f32),
    text: &Text,
    fonts: &mut Fonts,
) -> Result<()> {
    for line in text.layout.lines() {
        let metrics = line.metrics();
        let mut x = left + metrics.offset;
        for run in line.runs() {
            let size = run.font_size();
            let mut glyphs = Vec::new();
            let mut advance = 0.0;
            // A ligature bears the text of all its clusters. Those after the first come before it where text runs to
            // the left.
            let mut ahead: Option<Range<usize>> = None;
            for cluster in run.visual_clusters() {
                let mut range = cluster.text_range();
                if cluster.is_ligature_continuation() {
                    match glyphs.last_mut() {
                        Some(KrillaGlyph { text_range, .. }) if !run.is_rtl() => {
                            text_range.end = range.end;
                        }
                        _ => ahead = Some(ahead.map_or(range.clone(), |it| range.start..it.end)),
                    }
                    continue;
                }
                if let Some(ahead) = ahead.take() {
                    range.end = ahead.end;
                }
                for glyph in cluster.glyphs() {
                    glyphs.push(KrillaGlyph::new(
                        GlyphId::new(glyph.id),
                        glyph.advance / size,
                        glyph.x / size,
                        glyph.y / size,
                        0.0,
                        range.clone(),
                        None,
                    ));
                    advance += glyph.advance;
                }
            }
            let font = embedded(fonts, run.font())?;
            let start = Point::from_xy(x, top + metrics.baseline);
            surface.draw_glyphs(start, &glyphs, font, &text.text, size, false);
            x += advance;
        }
    }
    Ok(())
}

/// A font as the file embeds it.
fn embedded(fonts: &mut Fonts, font: &parley::FontData) -> Result<Font> {
    if let Some(known) = fonts.embedded.get(&font.data.id()) {
        return Ok(known.clone());
    }
    let data = font.data.clone().into_raw_parts().0;
    let made = Font::new(data.into(), font.index);
    let made = made.ok_or_else(|| Error::Internal("a font can't be embedded".to_owned()))?;
    fonts.embedded.insert(font.data.id(), made.clone());
    Ok(made)
}
