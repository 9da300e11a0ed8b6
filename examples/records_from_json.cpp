// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A CRM's middleware hands over JSON records: amounts are read from their text, debts are nested, one record
// is wrong and is set apart while the others go on.
#include <iostream>

#include <tramo/tramo.hpp>

namespace {

constexpr char const* text = R"(tramo 1 es
política "Deudas" { moneda CLP }
campo cliente : texto clave
campo segmento : uno de "Persona", "Empresa"
colección deudas { campo monto : dinero campo vence : fecha }

segmento moroso = suma(deudas.monto donde vence < hoy) > 50000
segmento antiguo = más_antigua(deudas.vence) < hoy - 3 meses
)";

constexpr char const* records = R"([
  {"cliente": "C-1", "segmento": "persona", "deudas": [{"monto": 50000, "vence": "2026-10-01"},
                                                       {"monto": 1, "vence": "2026-11-20"}]},
  {"cliente": "C-2", "segmento": "NNN", "deudas": []},
  {"cliente": "C-3", "segmento": "Empresa", "deudas": [{"monto": 70000, "vence": "2026-07-31"}]}
])";

}  // namespace

int main() {
    auto const loaded = tramo::load(text, "deudas.tramo");
    if (!loaded) return 1;
    auto const prepared = loaded.value.prepare({tramo::parse_date("2026-11-21"), {}});
    auto const data = tramo::read_json_records(records, loaded.value.fields());
    if (!prepared || !data) return 1;

    auto const result = prepared.value.evaluate({{data.value}});
    std::cout << tramo::counts_to_json(prepared.value, result.value) << '\n'
              << tramo::errors_to_json(result.value) << '\n';
    for (std::int64_t row = 0; row < data.value.rows; ++row)
        std::cout << tramo::to_json(tramo::verdict_of(result.value, 0, row), prepared.value) << '\n';
}
