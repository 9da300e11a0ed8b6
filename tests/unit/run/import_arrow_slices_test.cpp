// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Some rows of an imported column are read within its buffers, whatever the offset after the last of them
// says.
#include <catch2/catch.hpp>

#include <tramo/run/import_arrow.hpp>

#include "arrow_exports.hpp"

using namespace made;
using tramo::layout;

namespace {

/// The first two of three rows; the offset between the second and the third points far beyond the bytes.
tramo::checked<tramo::batch> two_of_three(std::string const& format) {
    bool const is_large = format == "U";
    auto rows = texts({"Ana", "Eva", "Pia"}, 0, is_large ? layout::large_utf8 : layout::utf8);
    auto const width = is_large ? sizeof(std::int64_t) : sizeof(std::int32_t);
    std::memset(rows.buffers[0].get() + 1 + 2 * width, 0x7F, width);
    auto const from = structure("", 2, exported(format, "x", rows));
    from->itself = from;
    return tramo::import_batch(&from->array, &from->schema);
}

}  // namespace

TEST_CASE("rows out of the middle know how many bytes there are, though the offset at their end lies") {
    for (std::string const format : {"u", "U"}) {
        auto const imported = two_of_three(format);
        REQUIRE(imported.ok());
        made_column read;
        read.view = imported.value.columns.at(0);
        CHECK(cell_text(read.view, 0) == "\"Ana\"");
        CHECK(cell_text(read.view, 1) == "\"\"");
        CHECK(read_all(a_field(tramo::kind::text), read) == words{"Ana", "!invalid_text"});
        tramo::field members = a_field(tramo::kind::enumeration);
        members.type.values = {{"Ana", {}}, {"Eva", {}}};
        CHECK(read_all(members, read) == words{"0", "!invalid_text"});
    }
}
