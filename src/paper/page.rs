//! What is on a page, and what it is to someone who hears it read.

use super::fonts::Text;

/// Points of a millimetre.
const MM: f32 = 72.0 / 25.4;

/// Millimetres in points.
pub(super) const fn mm(millimetres: f32) -> f32 {
    millimetres * MM
}

/// A page, in points from its top left.
pub(super) struct Page {
    pub width: f32,
    pub height: f32,
    pub items: Vec<Item>,
}

/// Something on a page.
pub(super) struct Item {
    pub x: f32,
    pub y: f32,
    pub role: Role,
    pub what: What,
}

pub(super) enum What {
    Text(Box<Text>, Ink),
    /// A line from left to right, of this width and thickness.
    Rule(f32, f32),
    /// The logo, of this width and height.
    Logo(f32, f32),
}

#[derive(Clone, Copy)]
pub(super) enum Ink {
    Black,
    Grey,
}

/// What something is in the order of reading.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing: it is there for the eye, or was read before.
    Ornament,
    Title,
    Paragraph,
    /// Of a cell, by the numbers of its table, its row and its column; those of one cell belong together.
    Cell {
        table: usize,
        row: usize,
        column: usize,
        is_head: bool,
    },
    Picture,
}

impl Page {
    pub(super) fn new(width: f32, height: f32) -> Self {
        Self {
            width,
            height,
            items: Vec::new(),
        }
    }

    pub(super) fn text(&mut self, (x, y): (f32, f32), text: Text, ink: Ink, role: Role) {
        let what = What::Text(Box::new(text), ink);
        self.items.push(Item { x, y, role, what });
    }

    pub(super) fn rule(&mut self, (x, y): (f32, f32), width: f32, thickness: f32) {
        let what = What::Rule(width, thickness);
        let role = Role::Ornament;
        self.items.push(Item { x, y, role, what });
    }

    pub(super) fn logo(&mut self, (x, y): (f32, f32), (width, height): (f32, f32)) {
        let what = What::Logo(width, height);
        let role = Role::Picture;
        self.items.push(Item { x, y, role, what });
    }
}
