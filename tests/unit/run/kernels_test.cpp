// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Each inner loop against the plainest loop that says the same, with every set of instructions there is.
#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <tramo/impl/run/byte_bins.ipp>
#include <tramo/impl/run/kernels_chosen.ipp>
#include <tramo/impl/run/wide_bins.ipp>

namespace kernels = tramo::kernels;
using tramo::instructions;

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

std::vector<kernels::kernel_set const*> all_sets() {
    return {&kernels::chosen(instructions::best), &kernels::chosen(instructions::avx512),
            &kernels::chosen(instructions::avx2), &kernels::chosen(instructions::plain)};
}

bytes random_bytes(std::size_t count, std::size_t sides) {
    bytes made(count);
    for (auto& one : made) one = static_cast<std::uint8_t>(roll(sides));
    return made;
}

words random_words(std::size_t count) {
    words made(count);
    for (auto& one : made) one = engine()() & engine()();
    return made;
}

template <class Holds>
words plain_bits(std::size_t rows, Holds holds) {
    words made(rows / 64);
    for (std::size_t i = 0; i < rows; ++i)
        made[i / 64] |= static_cast<std::uint64_t>(holds(i) ? 1 : 0) << (i % 64);
    return made;
}

/// Sizes with every remainder of the unrolled loops, few and many words.
std::vector<std::size_t> const word_counts = {1, 2, 3, 5, 8, 17, 64};

/// Numbers around the cuts, and at the ends of what there is.
template <class Value>
std::vector<Value> values_around(std::vector<Value> const& cuts, std::size_t count) {
    constexpr auto lowest = std::numeric_limits<Value>::min(), highest = std::numeric_limits<Value>::max();
    std::vector<Value> made(count);
    for (auto& one : made) {
        auto const cut = cuts[roll(cuts.size())];
        std::vector<Value> const choices = {lowest,
                                            highest,
                                            0,
                                            cut,
                                            cut == lowest ? cut : cut - 1,
                                            cut == highest ? cut : cut + 1,
                                            static_cast<Value>(engine()())};
        one = choices[roll(choices.size())];
    }
    return made;
}

template <class Value>
bytes cuts_not_above(std::vector<Value> const& cuts, std::vector<Value> const& values) {
    bytes made;
    for (auto const value : values)
        made.push_back(static_cast<std::uint8_t>(
            std::count_if(cuts.begin(), cuts.end(), [&](Value cut) { return cut <= value; })));
    return made;
}

template <class Value>
std::vector<Value> random_cuts(std::size_t count) {
    std::vector<Value> cuts;
    while (cuts.size() < count) {
        cuts.push_back(static_cast<Value>(static_cast<Value>(engine()()) >> roll(sizeof(Value) * 8 - 12)));
        std::sort(cuts.begin(), cuts.end());
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    }
    return cuts;
}

std::vector<std::size_t> const cut_counts = {0,  1,  2,  3,  7,   8,   12,  15,  16,
                                             31, 32, 63, 64, 100, 127, 128, 254, 255};

}  // namespace

TEST_CASE("searches count the cuts not above each number, whatever their size and number") {
    for (auto const* const with : all_sets())
        for (auto const cut_count : cut_counts) {
            INFO(with->name << " " << cut_count);
            auto const cuts_32 = random_cuts<std::int32_t>(cut_count);
            auto const values_32 =
                values_around(cut_count == 0 ? std::vector<std::int32_t>{5} : cuts_32, 320);
            bytes out(320);
            with->search_32(values_32.data(), 5, kernels::search_table<std::int32_t>(cuts_32), out.data());
            CHECK(out == cuts_not_above(cuts_32, values_32));
            auto const cuts_64 = random_cuts<std::int64_t>(cut_count);
            auto const values_64 =
                values_around(cut_count == 0 ? std::vector<std::int64_t>{5} : cuts_64, 320);
            with->search_64(values_64.data(), 5, kernels::search_table<std::int64_t>(cuts_64), out.data());
            CHECK(out == cuts_not_above(cuts_64, values_64));
            std::vector<double> const doubles(cuts_64.begin(), cuts_64.end());
            std::vector<double> const values(values_64.begin(), values_64.end());
            with->search_doubles(values.data(), 5, kernels::search_table<double>(doubles), out.data());
            CHECK(out == cuts_not_above(doubles, values));
        }
}

TEST_CASE("doubles are numbered like whole numbers, negative zero like zero") {
    std::vector<double> const cuts = {-1.5, 0.0, 5e-324, 0.1, 1e300};
    std::vector<double> values = {-2,    -1.5,  -5e-324, -0.0, 0.0,   5e-324, 0.1,  0.2,
                                  1e300, 1e301, -1e301,  1e-5, 0.099, -1.4,   -0.0, 3};
    values.resize(64);
    bytes out(64);
    for (auto const* const with : all_sets()) {
        with->search_doubles(values.data(), 1, kernels::search_table<double>(cuts), out.data());
        CHECK(out == cuts_not_above(cuts, values));
    }
}

TEST_CASE("every way of binning whole numbers answers a range of them alike") {
    for (auto const* const with : all_sets())
        for (auto const spread : {100, 250, 254, 255, 8'000, 40'000, 2'000'000'000})
            for (auto const cut_count : {1U, 3U, 9U, 40U, 200U}) {
                std::vector<tramo::int128> cuts;
                for (unsigned i = 0; i < cut_count; ++i)
                    cuts.push_back(static_cast<tramo::int128>(roll(static_cast<std::size_t>(spread))) -
                                   spread / 2);
                std::sort(cuts.begin(), cuts.end());
                cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
                std::vector<std::int32_t> near;
                for (auto const cut : cuts) near.push_back(static_cast<std::int32_t>(cut));
                auto const narrow = values_around(near, 128);
                std::vector<std::int64_t> const wide(narrow.begin(), narrow.end());
                auto const bins = tramo::running::byte_bins::of_integers(cuts, true, *with);
                REQUIRE(bins);
                bytes of_narrow(128), of_wide(128);
                std::vector<std::int32_t> room(128);
                bins->bin(narrow.data(), 2, of_narrow.data());
                bins->bin(wide.data(), 2, of_wide.data(), room.data());
                CHECK(of_narrow == of_wide);
                auto const first = roll(cuts.size()), behind = first + roll(cuts.size() - first);
                auto const range = bins->range_of(first, behind);
                bool all_right = true;
                for (std::size_t i = 0; i < 128; ++i) {
                    bool const is_in = narrow[i] >= cuts[first] && narrow[i] < cuts[behind];
                    bool const is_found =
                        range && of_narrow[i] >= range->first && of_narrow[i] <= range->last;
                    all_right = all_right && is_in == is_found;
                }
                INFO(with->name << " spread " << spread << " cuts " << cut_count);
                CHECK(all_right);
            }
}

TEST_CASE("a range of bins gives the bits of a plain loop") {
    for (auto const* const with : all_sets())
        for (auto const count : word_counts)
            for (int round = 0; round < 20; ++round) {
                auto const bins = random_bytes(count * 64, round % 2 == 0 ? 256 : 7);
                auto const low = static_cast<std::uint8_t>(roll(256));
                auto const span = static_cast<std::uint8_t>(roll(256U - low));
                words out(count, 99);
                with->test_range(bins.data(), count, low, span, out.data());
                CHECK(out == plain_bits(count * 64,
                                        [&](auto i) { return bins[i] >= low && bins[i] <= low + span; }));
            }
}

TEST_CASE("a set of codes gives the bits of a plain loop, whatever the codes' width and number") {
    for (auto const* const with : all_sets())
        for (std::size_t const size : {2U, 16U, 17U, 64U, 65U, 300U, 512U})
            for (unsigned const width : {1U, 2U, 4U}) {
                if (width == 1 && size > 256) continue;
                std::vector<std::uint32_t> codes(192);
                bytes raw(192 * width), low(192), high(192), bit(192);
                for (std::size_t i = 0; i < 192; ++i) {
                    codes[i] = static_cast<std::uint32_t>(roll(size));
                    std::memcpy(raw.data() + i * width, &codes[i], width);
                }
                std::vector<bool> members(512);
                kernels::code_set whole, split;
                for (std::size_t code = 0; code < size; ++code) {
                    if (roll(3) != 0) continue;
                    members[code] = true;
                    if (size <= 64) whole.bytes[code] = 0xFF;
                    split.bytes[code / 8] =
                        static_cast<std::uint8_t>(split.bytes[code / 8] | 1U << (code % 8));
                }
                auto const largest = *std::max_element(codes.begin(), codes.end());
                auto const due = plain_bits(192, [&](auto i) { return members[codes[i]]; });
                INFO(with->name << " " << size << " codes of " << width << " bytes");
                words out(3, 99);
                CHECK(with->split(raw.data(), width, 3, {high.data(), bit.data()}) == largest);
                with->test_split({high.data(), bit.data()}, 3, split, out.data());
                CHECK(out == due);
                if (size > 64) continue;
                CHECK(with->narrow_codes(raw.data(), width, 3, low.data()) == largest);
                with->test_codes(low.data(), 3, whole, size, out.data());
                CHECK(out == due);
            }
}

TEST_CASE("what is no number is not known, and what is too large is told") {
    constexpr auto nan = std::numeric_limits<double>::quiet_NaN(),
                   infinity = std::numeric_limits<double>::infinity();
    for (auto const* const with : all_sets()) {
        std::vector<double> values(128, 1.5);
        values[3] = values[127] = nan;
        values[70] = -99.9;
        words known(2, ~std::uint64_t{0});
        CHECK(with->keep_numbers(values.data(), 2, 100, known.data()));
        CHECK(known == words{~(std::uint64_t{1} << 3), ~(std::uint64_t{1} << 63)});
        for (auto const large : {100.0, -100.0, infinity, -infinity}) {
            values[90] = large;
            CHECK_FALSE(with->keep_numbers(values.data(), 2, 100, known.data()));
        }
    }
}

TEST_CASE("one number outside its bounds is found wherever it stands") {
    for (auto const* const with : all_sets()) {
        std::vector<std::int32_t> values(192, 10);
        CHECK(with->are_within(values.data(), 3, 10, 10));
        for (std::size_t const at : {0U, 7U, 100U, 191U}) {
            values[at] = 9;
            CHECK_FALSE(with->are_within(values.data(), 3, 10, 12));
            values[at] = 13;
            CHECK_FALSE(with->are_within(values.data(), 3, 10, 12));
            values[at] = 10;
        }
    }
}

TEST_CASE("joined bits are those that all or any operand has") {
    for (auto const* const with : all_sets())
        for (auto const count : word_counts)
            for (std::size_t const operands : {1U, 2U, 5U}) {
                std::vector<words> all;
                std::vector<std::uint64_t const*> from;
                for (std::size_t i = 0; i < operands; ++i) all.push_back(random_words(count));
                for (auto const& one : all) from.push_back(one.data());
                words both = all[0], either = all[0], out(count);
                for (auto const& one : all)
                    for (std::size_t i = 0; i < count; ++i) {
                        both[i] &= one[i];
                        either[i] |= one[i];
                    }
                with->all_of(from.data(), operands, count, out.data());
                CHECK(out == both);
                with->any_of(from.data(), operands, count, out.data());
                CHECK(out == either);
            }
}

TEST_CASE("published bits are sound, counted, and written to any place") {
    for (auto const* const with : all_sets())
        for (auto const count : word_counts)
            for (std::size_t const shift : {0U, 1U}) {
                auto const bits = random_words(count), maybe = random_words(count),
                           sound = random_words(count);
                words out(count + 1, 99), sure(count + 1, 99), unknown(count + 1, 99);
                std::int64_t rows = 0, unknown_rows = 0;
                for (std::size_t i = 0; i < count; ++i) {
                    sure[i + shift] = bits[i] & sound[i];
                    unknown[i + shift] = maybe[i] & ~bits[i] & sound[i];
                    rows += std::popcount(sure[i + shift]);
                    unknown_rows += std::popcount(unknown[i + shift]);
                }
                CHECK(with->publish(bits.data(), sound.data(), count, out.data() + shift) == rows);
                CHECK(out == sure);
                out.assign(count + 1, 99);
                auto const found =
                    with->publish_unknown(maybe.data(), bits.data(), sound.data(), count, out.data() + shift);
                CHECK(found == unknown_rows);
                CHECK(out == unknown);
            }
}

TEST_CASE("each row goes to the first that wants it, and one that is not sound to none") {
    for (auto const* const with : all_sets())
        for (auto const count : word_counts) {
            constexpr std::size_t queues = 300;
            auto const sound = random_words(count);
            words free = sound, planes(9 * count), taken(count);
            std::vector<std::uint16_t> due(count * 64, 0), out(count * 64);
            kernels::first_taken const into{free.data(), planes.data(), count, 9};
            std::int64_t rows = 0;
            for (std::size_t queue = queues; queue-- > 0;) {
                auto const wanted = queue == 0 ? sound : random_words(count);
                for (std::size_t i = 0; i < due.size(); ++i)
                    if ((free[i / 64] & wanted[i / 64]) >> (i % 64) & 1)
                        due[i] = static_cast<std::uint16_t>(queue);
                rows += with->take(wanted.data(), count, queue, into, taken.data());
            }
            std::int64_t sound_rows = 0;
            for (std::size_t i = 0; i < due.size(); ++i) {
                bool const is_sound = (sound[i / 64] >> (i % 64) & 1) != 0;
                sound_rows += is_sound ? 1 : 0;
                if (!is_sound) due[i] = 0xFFFF;
            }
            with->number_rows(into, sound.data(), count, out.data());
            CHECK(out == due);
            CHECK(rows == sound_rows);
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
        CHECK(out ==
              plain_bits(bins.size(), [&](auto i) { return bins[i] >= low && bins[i] - low <= span; }));
        auto const table = random_bytes(1000, 2);
        kernels::table_bits(bins.data(), bins.size(), table.data(), out.data());
        CHECK(out == plain_bits(bins.size(), [&](auto i) { return table[bins[i]] == 1; }));
    }
}
