//! Lines that are products.

use super::lines::{Importable, Json, raw, truth};
use crate::domain::{
    Actor, Amount, Currency, NewProduct, Product, ProductId, ProductPatch, Timestamp,
};
use crate::error::{Error, FieldError, Result};
use crate::services::products;
use crate::services::stock::Cause;
use crate::store::{self, ReadTx, WriteTx};

/// What the ledger says of stock that a file counted.
const REASON: &str = "import";

impl Importable for Product {
    type Patch = ProductPatch;
    const REQUIRED: &'static [&'static str] = &["name", "price"];
    const KEY: &'static str = "sku";

    fn json(column: &str, text: &str, decimal_comma: bool, currency: Currency) -> Option<Json> {
        match column {
            "tax_rate" if text.is_empty() => Some(Ok(None)),
            "tax_rate" => Some(whole_number(text)),
            "price" => Some(price(text, decimal_comma, currency)),
            "stock" if text.is_empty() => Some(raw("null", "")),
            "stock" => Some(whole_number(text)),
            "archived" => Some(truth(text)),
            _ => None,
        }
    }

    fn check(patch: &ProductPatch, currency: Currency) -> Result<()> {
        products::check(patch, patch.price.as_ref(), currency)
    }

    fn key(patch: &ProductPatch) -> Option<&str> {
        patch.sku.as_ref()?.as_deref()
    }

    fn with_key(tx: &ReadTx<'_>, sku: &str) -> Result<Option<ProductId>> {
        store::products::with_sku(tx, sku)
    }

    /// As the database compares SKUs.
    fn folded(sku: &str) -> String {
        sku.to_ascii_lowercase()
    }

    fn id(&self) -> ProductId {
        self.id
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn patched(
        tx: &ReadTx<'_>,
        before: &Self,
        patch: &ProductPatch,
        now: Timestamp,
    ) -> Result<Self> {
        products::patched(tx, before, patch, now)
    }

    fn check_new(tx: &ReadTx<'_>, patch: &ProductPatch) -> Result<String> {
        let new = new(patch)?;
        products::check_sku(tx, new.sku.as_deref(), None)?;
        Ok(new.name)
    }

    fn create(
        tx: &mut WriteTx<'_>,
        id: ProductId,
        patch: &ProductPatch,
        actor: Option<&Actor>,
    ) -> Result<()> {
        let product = products::create_as(tx, id, &new(patch)?, cause(actor))?;
        if patch.archived == Some(true) {
            let archive = ProductPatch {
                archived: patch.archived,
                ..ProductPatch::default()
            };
            products::update(tx, product.id, &archive, cause(actor))?;
        }
        Ok(())
    }

    fn update(
        tx: &mut WriteTx<'_>,
        id: ProductId,
        patch: &ProductPatch,
        actor: Option<&Actor>,
    ) -> Result<bool> {
        products::update(tx, id, patch, cause(actor)).map(|_| false)
    }
}

fn cause(actor: Option<&Actor>) -> Cause<'_> {
    Cause {
        actor,
        reason: Some(REASON),
    }
}

/// The product that a line adds.
fn new(patch: &ProductPatch) -> Result<NewProduct> {
    let missing = |field| FieldError::new(field, "is missing: this is new");
    let errors = [
        patch.name.is_none().then(|| missing("name")),
        patch.price.is_none().then(|| missing("price")),
    ];
    let (Some(name), Some(price)) = (patch.name.clone(), patch.price.clone()) else {
        return Err(Error::Invalid(errors.into_iter().flatten().collect()));
    };
    Ok(NewProduct {
        sku: patch.sku.clone().flatten(),
        name,
        price,
        tax_rate: patch.tax_rate,
        stock: patch.stock.flatten(),
    })
}

fn whole_number(text: &str) -> Json {
    match text.parse::<i64>() {
        Ok(count) => raw(&count.to_string(), ""),
        Err(_) => Err("must be a whole number".to_owned()),
    }
}

/// An amount. Where people write 12,50 a point may also part thousands: what could be either is refused.
fn price(text: &str, decimal_comma: bool, currency: Currency) -> Json {
    let wrong = match decimal_comma {
        true => "must be a number, such as 12,50",
        false => "must be a number with a point, such as 12.50",
    };
    if decimal_comma
        && text
            .split_once('.')
            .is_some_and(|(_, after)| after.len() == 3 && currency.decimals() != 3)
    {
        return Err("could be thousands or decimals: write it without the point".to_owned());
    }
    let text = match (decimal_comma, text.contains('.')) {
        (true, false) => text.replacen(',', ".", 1),
        _ => text.to_owned(),
    };
    match serde_json::from_str::<Amount>(&text) {
        Ok(_) => raw(&text, wrong),
        Err(_) => Err(wrong.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, decimal_comma: bool) -> std::result::Result<String, String> {
        let euros = Currency::from_code("EUR").unwrap();
        let json = price(text, decimal_comma, euros)?;
        Ok(json.unwrap().get().to_owned())
    }

    #[test]
    fn a_decimal_comma_is_read_where_people_write_one_and_never_guessed() {
        assert_eq!(read("12.50", false).unwrap(), "12.50");
        assert_eq!(read("12,50", true).unwrap(), "12.50");
        assert_eq!(read("12.50", true).unwrap(), "12.50");
        assert_eq!(read("1250", true).unwrap(), "1250");
        for (text, decimal_comma) in [
            ("12,50", false),
            ("1,250.00", false),
            ("1.250", true),
            ("1.250,00", true),
            ("1,250,00", true),
            ("12,50 €", true),
            ("\"1\"", false),
            ("null", false),
            ("x", false),
        ] {
            assert!(read(text, decimal_comma).is_err(), "{text}");
        }
    }
}
