// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Each inner loop against the plainest loop that says the same, in every form that the processor can run.
#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <tramo/impl/run/kernels.ipp>

namespace kernels = tramo::kernels;

namespace {

using words = std::vector<std::uint64_t>;
using bytes = std::vector<std::uint8_t>;

std::mt19937_64& engine() {
    static std::mt19937_64 made(7);
    return made;
}

std::size_t roll(std::size_t sides) {
    return static_cast<std::size_t>(engine()() % sides);
}

bytes random_bins(std::size_t count, std::size_t bins) {
    bytes made(count);
    for (auto& one : made) one = static_cast<std::uint8_t>(roll(bins));
    return made;
}

template <class Bin, class Holds>
words plain_bits(std::vector<Bin> const& bins, Holds holds) {
    words made(bins.size() / 64);
    for (std::size_t i = 0; i < bins.size(); ++i)
        made[i / 64] |= static_cast<std::uint64_t>(holds(bins[i]) ? 1 : 0) << (i % 64);
    return made;
}

/// Sizes with every remainder of the unrolled loops, few and many words.
std::vector<std::size_t> const word_counts = {1, 2, 3, 5, 8, 17, 64};

/// Numbers around the cuts, and at the ends of what there is.
std::vector<std::int64_t> values_around(std::vector<std::int64_t> const& cuts, std::size_t count) {
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    constexpr auto highest = std::numeric_limits<std::int64_t>::max();
    std::vector<std::int64_t> made(count);
    for (auto& one : made) {
        auto const cut = cuts[roll(cuts.size())];
        std::vector<std::int64_t> const choices = {lowest,
                                                   highest,
                                                   0,
                                                   cut,
                                                   cut == lowest ? cut : cut - 1,
                                                   cut == highest ? cut : cut + 1,
                                                   static_cast<std::int64_t>(engine()())};
        one = choices[roll(choices.size())];
    }
    return made;
}

template <class Value>
std::size_t cuts_not_above(std::vector<Value> const& cuts, Value value) {
    std::size_t count = 0;
    for (auto const cut : cuts) count += cut <= value ? 1 : 0;
    return count;
}

template <class Value>
std::vector<Value> tree_of(std::vector<Value> cuts, unsigned& levels, Value padding) {
    levels = 0;
    while ((std::size_t{1} << levels) - 1 < cuts.size()) ++levels;
    cuts.resize((std::size_t{1} << levels) - 1, padding);
    return cuts;
}

std::vector<std::int64_t> random_cuts(std::size_t count) {
    std::vector<std::int64_t> cuts;
    while (cuts.size() < count) {
        cuts.push_back(static_cast<std::int64_t>(engine()()) >> roll(60));
        std::sort(cuts.begin(), cuts.end());
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    }
    return cuts;
}

}  // namespace

TEST_CASE("bytes of 0 and 1 are packed into bits, the first byte lowest") {
    for (auto const count : word_counts) {
        auto const source = random_bins(count * 64, 2);
        words out(count, 99);
        kernels::pack_bytes(source.data(), source.size(), out.data());
        CHECK(out == plain_bits(source, [](auto bin) { return bin == 1; }));
    }
}

TEST_CASE("a range of narrow bins gives the same bits in every form") {
    for (auto const count : word_counts)
        for (int round = 0; round < 40; ++round) {
            auto const bins = random_bins(count * 64, round % 2 == 0 ? 256 : 7);
            auto const low = static_cast<std::uint8_t>(roll(256));
            auto const span = static_cast<std::uint8_t>(roll(256U - low));
            auto const due = plain_bits(bins, [&](auto bin) { return bin >= low && bin <= low + span; });
            words out(count, 99);
            kernels::range_bits(bins.data(), bins.size(), low, span, out.data());
            CHECK(out == due);
            out.assign(count, 99);
            kernels::range_bits_plain(bins.data(), bins.size(), low, span, out.data());
            CHECK(out == due);
#if TRAMO_X86
            if (!kernels::has_avx2()) continue;
            out.assign(count, 99);
            kernels::range_bits_avx2(bins.data(), bins.size(), low, span, out.data());
            CHECK(out == due);
#endif
        }
}

TEST_CASE("a range of wide bins, and a table of any bins, give the bits of a plain loop") {
    for (auto const count : word_counts) {
        std::vector<std::uint32_t> bins(count * 64);
        for (auto& one : bins) one = static_cast<std::uint32_t>(roll(1000));
        auto const low = static_cast<std::uint32_t>(roll(1000));
        auto const span = static_cast<std::uint32_t>(roll(500));
        words out(count, 99);
        kernels::range_bits(bins.data(), bins.size(), low, span, out.data());
        CHECK(out == plain_bits(bins, [&](auto bin) { return bin >= low && bin - low <= span; }));

        auto const table = random_bins(1000, 2);
        kernels::table_bits(bins.data(), bins.size(), table.data(), out.data());
        CHECK(out == plain_bits(bins, [&](auto bin) { return table[bin] == 1; }));
        auto const narrow = random_bins(count * 64, 256);
        kernels::table_bits(narrow.data(), narrow.size(), table.data(), out.data());
        CHECK(out == plain_bits(narrow, [&](auto bin) { return table[bin] == 1; }));
    }
}

TEST_CASE("counting cuts and searching among them number the intervals alike") {
    for (std::size_t const cut_count : {1U, 2U, 3U, 7U, 8U, 12U, 13U, 100U, 254U})
        for (auto const count : word_counts) {
            auto const cuts = random_cuts(cut_count);
            auto const values = values_around(cuts, count * 64);
            bytes due(values.size());
            for (std::size_t i = 0; i < values.size(); ++i)
                due[i] = static_cast<std::uint8_t>(cuts_not_above(cuts, values[i]) + 1);
            bytes out(values.size());
            kernels::count_cuts(values.data(), values.size(), cuts.data(), cuts.size(), out.data());
            CHECK(out == due);
            out.assign(out.size(), 0);
            kernels::count_cuts_plain(values.data(), values.size(), cuts.data(), cuts.size(), out.data());
            CHECK(out == due);
            unsigned levels = 0;
            auto const tree = tree_of(cuts, levels, std::numeric_limits<std::int64_t>::max());
            out.assign(out.size(), 0);
            kernels::search_cuts(values.data(), values.size(), tree.data(), levels, cuts.size(), out.data());
            CHECK(out == due);
        }
}

TEST_CASE("the largest number there is lies above a cut at it, and not above the padding of the search") {
    constexpr auto highest = std::numeric_limits<std::int64_t>::max();
    std::vector<std::int64_t> const cuts = {0, 5, highest - 1, highest};
    unsigned levels = 0;
    auto const tree = tree_of(cuts, levels, highest);
    std::vector<std::int64_t> values(64, highest);
    values[0] = highest - 1;
    values[1] = 4;
    std::vector<std::uint32_t> out(64);
    kernels::search_cuts(values.data(), values.size(), tree.data(), levels, cuts.size(), out.data());
    CHECK(out[0] == 4);
    CHECK(out[1] == 2);
    CHECK(out[63] == 5);
}

TEST_CASE("doubles are numbered like whole numbers, negative zero like zero") {
    std::vector<double> const cuts = {-1.5, 0.0, 5e-324, 0.1, 1e300};
    std::vector<double> const values = {-2,    -1.5,  -5e-324, -0.0, 0.0,   5e-324, 0.1,  0.2,
                                        1e300, 1e301, -1e301,  1e-5, 0.099, -1.4,   -0.0, 3};
    bytes due(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        due[i] = static_cast<std::uint8_t>(cuts_not_above(cuts, values[i]) + 1);
    bytes out(values.size());
    kernels::count_cuts(values.data(), values.size(), cuts.data(), cuts.size(), out.data());
    CHECK(out == due);
    kernels::count_cuts_plain(values.data(), values.size(), cuts.data(), cuts.size(), out.data());
    CHECK(out == due);
    unsigned levels = 0;
    auto const tree = tree_of(cuts, levels, std::numeric_limits<double>::infinity());
    kernels::search_cuts(values.data(), values.size(), tree.data(), levels, cuts.size(), out.data());
    CHECK(out == due);
}

TEST_CASE("a table over a narrow range is clamped at both ends") {
    bytes const table = {1, 2, 2, 3};
    std::vector<std::int64_t> const values = {std::numeric_limits<std::int64_t>::min(), 9, 10, 11, 12, 13,
                                              std::numeric_limits<std::int64_t>::max(), 0};
    bytes out(values.size());
    kernels::look_up_cuts(values.data(), values.size(), 10, 13, table.data(), out.data());
    CHECK(out == bytes{1, 1, 1, 2, 2, 3, 3, 1});
}

TEST_CASE("doubles keep their order as whole numbers, and both zeros are one") {
    std::vector<double> const in_order = {-std::numeric_limits<double>::infinity(),
                                          -1e300,
                                          -1.5,
                                          -5e-324,
                                          0.0,
                                          5e-324,
                                          1e-300,
                                          0.1,
                                          std::nextafter(0.1, 1.0),
                                          1e300,
                                          std::numeric_limits<double>::infinity()};
    for (std::size_t i = 1; i < in_order.size(); ++i)
        CHECK(kernels::order_key(in_order[i - 1]) < kernels::order_key(in_order[i]));
    CHECK(kernels::order_key(-0.0) == kernels::order_key(0.0));
}

TEST_CASE("ranges with a look at their cuts number the intervals like a plain count") {
    kernels::cut_ranges among;
    among.base = -100;
    among.last = 300;
    among.shift = 6;
    std::vector<std::int64_t> const cuts = {-100, -99, 0, 27, 28, 300};
    among.starts.assign(((300 + 100) >> 6) + 1, 0);
    for (std::size_t range = 0; range < among.starts.size(); ++range)
        for (auto const cut : cuts)
            if (cut < -100 + static_cast<std::int64_t>(range << 6)) ++among.starts[range];
    among.cuts = cuts;
    among.cuts.resize(cuts.size() + 2, std::numeric_limits<std::int64_t>::max());
    auto const values = values_around(cuts, 640);
    bytes due(values.size()), out(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        due[i] = static_cast<std::uint8_t>(cuts_not_above(cuts, values[i]) + 1);
    kernels::range_cuts(values.data(), values.size(), among, out.data());
    CHECK(out == due);
}

TEST_CASE("set bits are counted alike in every form") {
    for (auto const count : word_counts) {
        words many(count);
        std::int64_t due = 0;
        for (auto& word : many) {
            word = engine()() & engine()();
            for (unsigned i = 0; i < 64; ++i) due += static_cast<std::int64_t>(word >> i & 1);
        }
        CHECK(kernels::count_bits(many.data(), count) == due);
        CHECK(kernels::count_bits_body(many.data(), count) == due);
    }
}

TEST_CASE("rows that are not known fall into bin 0") {
    for (auto const count : word_counts) {
        words known(count);
        for (auto& word : known) word = roll(3) == 0 ? ~std::uint64_t{0} : engine()();
        auto bins = random_bins(count * 64, 256);
        std::vector<std::uint32_t> wide(bins.begin(), bins.end());
        auto due = bins;
        for (std::size_t i = 0; i < due.size(); ++i)
            if (((known[i / 64] >> (i % 64)) & 1) == 0) due[i] = 0;
        kernels::clear_unknown(known.data(), bins.size(), bins.data());
        kernels::clear_unknown(known.data(), wide.size(), wide.data());
        CHECK(bins == due);
        CHECK(wide == std::vector<std::uint32_t>(due.begin(), due.end()));
    }
}
