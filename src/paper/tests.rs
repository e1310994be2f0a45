use jiff::tz::TimeZone;
use serde_json::json;

use super::print;
use crate::domain::{
    Buyer, Currency, DocumentLanguage, Logo, LogoKind, Money, Paper, PaperKind, Payment,
    PaymentKind, PaymentMethod, Rate, Seller, Timestamp,
};

/// An invoice of a bakery, with these lines.
fn invoice(names: &[&str]) -> Paper {
    let items: Vec<_> = names
        .iter()
        .map(|name| {
            json!({"product_name": name, "sku": "R-1", "quantity": 2, "unit_price": 2.5,
                "discount": {"amount": 0.5, "rate": 1000}, "line_total": 4.5, "tax_rate": 700})
        })
        .collect();
    let sold = json!({"id": uuid::Uuid::nil(), "number": 1001, "label": "2026-0042",
        "user_id": null, "items": items, "subtotal": 4.5, "discount": null, "status": "PAID",
        "prices_include_tax": true, "taxes": [{"rate": 700, "net": 4.21, "tax": 0.29}],
        "total": 4.5, "paid": 4.5});
    let currency = Currency::from_code("EUR").unwrap();
    let at = Timestamp::from_millisecond(1_790_000_000_000);
    Paper {
        kind: PaperKind::Invoice(17),
        at,
        timezone: Some("Europe/Berlin".to_owned()),
        seller: Seller {
            name: "Bäckerei am Markt".to_owned(),
            address: Some("Marktplatz 3\n50667 Köln".to_owned()),
            phone: Some("0221 123456".to_owned()),
            tax_number: Some("DE123456789".to_owned()),
            ..Seller::default()
        },
        logo: None,
        buyer: Some(Buyer {
            name: "Café Rosa".to_owned(),
            address: Some("Lindenstraße 12\n50674 Köln".to_owned()),
            email: None,
        }),
        sold: serde_json::from_str(&sold.to_string()).unwrap(),
        payments: vec![Payment {
            id: 1,
            at,
            kind: PaymentKind::Payment,
            method: PaymentMethod::Card,
            amount: Money::from_minor(450, currency).unwrap(),
            reference: None,
            actor: None,
        }],
        currency,
    }
}

fn printed(paper: &Paper) -> Vec<u8> {
    print(paper, &TimeZone::UTC).unwrap()
}

/// The text of a PDF, as who copies it out gets it, with single spaces.
fn text(pdf: &[u8]) -> String {
    let text = pdf_extract::extract_text_from_mem(pdf).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_archival(pdf: &[u8]) -> bool {
    let conforms = b"<pdfaid:conformance>A</pdfaid:conformance>";
    pdf.windows(conforms.len()).any(|part| part == conforms)
}

#[test]
fn the_same_paper_is_the_same_file_and_says_all_of_it() {
    let paper = invoice(&["Roggenbrot"]);
    let pdf = printed(&paper);
    assert!(pdf == printed(&paper));
    assert!(is_archival(&pdf));
    let text = text(&pdf);
    for part in [
        "Invoice 17",
        "21 September 2026",
        "2026-0042",
        "Bäckerei am Markt",
        "Tax number DE123456789",
        "Café Rosa",
        "Lindenstraße 12",
        "Roggenbrot",
        "SKU R-1",
        "Discount 10% -0.5",
        "Total EUR 4.5",
        "incl. 7% tax on 4.21 net 0.29",
        "Paid by card, 21 September 2026 4.50",
        "Page 1 of 1",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_german_paper_is_german_in_words_and_figures() {
    let mut paper = invoice(&["Roggenbrot"]);
    paper.seller.language = DocumentLanguage::De;
    paper.kind = PaperKind::CreditNote {
        number: 18,
        invoice: 17,
    };
    let text = text(&printed(&paper));
    for part in [
        "Gutschrift 18",
        "21. September 2026",
        "Diese Gutschrift nimmt Rechnung 17 zurück.",
        "Rabatt 10 % -0,5",
        "Gutgeschrieben 4,5 EUR",
        "inkl. 7 % Steuer auf 4,21 netto 0,29",
        "Seite 1 von 1",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn many_lines_go_on_over_pages_each_once_and_under_the_same_heads() {
    let names: Vec<_> = (1..=200).map(|index| format!("Line{index:03}")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let text = text(&printed(&invoice(&names)));
    for name in names {
        assert_eq!(text.matches(name).count(), 1, "{name}");
    }
    let pages = text.matches("Page ").count();
    assert!(pages > 5, "{pages}");
    assert!(text.contains(&format!("Page {pages} of {pages}")));
    assert_eq!(text.matches("Unit price").count(), pages);
    assert_eq!(text.matches("Total EUR").count(), 1);
}

#[test]
fn texts_of_any_script_can_be_copied_out_again() {
    let names = [
        "خبز عربي",
        "חלה לשבת",
        "ขนม",
        "全麦面包",
        "갓 구운 식빵",
        "カレーパン",
        "Ржаной хлеб",
    ];
    let pdf = printed(&invoice(&names));
    assert!(is_archival(&pdf));
    let text = text(&pdf);
    // Glyphs lie from left to right on the page, and are read so by simple readers.
    let turned = |name: &str| name.chars().rev().collect::<String>();
    for name in names {
        let (there, back) = (text.contains(name), text.contains(&turned(name)));
        assert!(there || back, "{name}: {text}");
    }
}

#[test]
fn whatever_the_shop_was_told_it_is_printed() {
    let long = "x".repeat(200);
    let names = [
        long.as_str(),
        "\u{202e}gnp.exe\u{202d}",
        "🍰🏳️‍🌈👩‍👩‍👧",
        "a\u{301}\u{302}\u{303}\u{304} ก\u{301} ع\u{0e34}",
        "\u{e000}\u{fffe}\u{ffff}\u{10ffff}",
        " ",
    ];
    let mut paper = invoice(&names);
    paper.logo = Some(Logo {
        kind: LogoKind::Png,
        bytes: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82".to_vec(),
    });
    paper.seller.name = "W".repeat(100);
    paper.seller.address = Some("Long Lane ".repeat(50));
    for kind in [PaperKind::Invoice(1), PaperKind::Receipt(None)] {
        paper.kind = kind;
        let text = text(&printed(&paper));
        assert!(text.contains("gnp.exe"), "{text}");
    }
}

#[test]
fn tax_that_is_added_is_added_on_paper() {
    let mut paper = invoice(&["Rye bread"]);
    paper.sold.prices_include_tax = false;
    paper.sold.taxes.iter_mut().for_each(|tax| {
        tax.rate = Rate::new(1_900).unwrap();
    });
    let text = text(&printed(&paper));
    assert!(
        text.contains("Subtotal 4.5 plus 19% tax 0.29 Total EUR 4.5"),
        "{text}"
    );
}
