// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Numbers of a column as they lie there to bins of one byte: how many of a field's cuts are not above each.
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include <tramo/impl/run/kernel_set.ipp>
#include <tramo/values/interval_set.hpp>

namespace tramo::running {

/// Bins from first to last, both included.
struct bin_range {
    std::uint32_t first = 0, last = 0;
};

class byte_bins {
public:
    /// Of whole numbers of 64 bits or fewer, `cuts` sorted, in the column's own unit. None where there are
    /// too many.
    [[nodiscard]] static std::optional<byte_bins> of_integers(std::vector<int128> cuts, bool is_64_bits,
                                                              kernels::kernel_set const& with) {
        if (cuts.size() > kernels::search_table<std::int64_t>::most_cuts) return {};
        byte_bins made(with);
        made.cuts_ = std::move(cuts);
        auto const narrow = made.reachable<std::int32_t>();
        auto const wide = made.reachable<std::int64_t>();
        // Numbers of 64 bits are cut down to 32 only where every cut lies strictly within.
        bool const is_within = narrow.size() == wide.size() &&
                               (wide.empty() || wide.front() > std::numeric_limits<std::int32_t>::min());
        if (!is_64_bits || is_within) return made.choose_for_32(narrow);
        made.way_ = way::search_64;
        made.search_64_ = std::make_shared<kernels::search_table<std::int64_t> const>(wide);
        return made;
    }

    [[nodiscard]] static std::optional<byte_bins> of_doubles(std::vector<double> const& cuts,
                                                             kernels::kernel_set const& with) {
        if (cuts.size() > kernels::search_table<double>::most_cuts) return {};
        byte_bins made(with);
        made.way_ = way::search_doubles;
        made.search_doubles_ = std::make_shared<kernels::search_table<double> const>(cuts);
        return made;
    }

    /// Of the values from cut number `first` (none: from the lowest) to below cut number `behind` (none: to
    /// the highest). None where no value lies there.
    [[nodiscard]] std::optional<bin_range> range_of(std::optional<std::size_t> first,
                                                    std::optional<std::size_t> behind) const {
        constexpr std::uint32_t top = 255;
        if (way_ != way::clip) {
            bin_range const found{first ? static_cast<std::uint32_t>(*first) + 1 : 0,
                                  behind ? static_cast<std::uint32_t>(*behind) : top};
            return found.first <= found.last ? std::optional(found) : std::nullopt;
        }
        auto const distance = [&](std::size_t cut) { return static_cast<std::int64_t>(cuts_[cut] - base_); };
        std::int64_t const low = first ? distance(*first) : 0, high = behind ? distance(*behind) - 1 : top;
        if (low > high || low > top) return {};
        return bin_range{static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(high)};
    }

    void bin(std::int32_t const* from, std::size_t words, std::uint8_t* bins) const {
        if (way_ == way::clip) return with_->clip(from, words, base_, bins);
        if (way_ == way::look_up) return with_->look_up(from, words, *table_, bins);
        with_->search_32(from, words, *search_32_, bins);
    }
    /// `room` is for as many 32-bit numbers.
    void bin(std::int64_t const* from, std::size_t words, std::uint8_t* bins, std::int32_t* room) const {
        if (way_ == way::search_64) return with_->search_64(from, words, *search_64_, bins);
        with_->saturate(from, words, room);
        bin(room, words, bins);
    }
    void bin(double const* from, std::size_t words, std::uint8_t* bins) const {
        with_->search_doubles(from, words, *search_doubles_, bins);
    }

private:
    enum class way { clip, look_up, search_32, search_64, search_doubles };
    static constexpr std::int64_t widest_table = 16'384;

    explicit byte_bins(kernels::kernel_set const& with) : with_(&with) {}

    /// The cuts that a number of this type can reach, those below all of them at their beginning.
    template <class Whole>
    [[nodiscard]] std::vector<Whole> reachable() const {
        using limits = std::numeric_limits<Whole>;
        std::vector<Whole> found;
        for (auto const cut : cuts_)
            if (cut <= limits::max())
                found.push_back(cut < limits::min() ? limits::min() : static_cast<Whole>(cut));
        return found;
    }

    [[nodiscard]] std::optional<byte_bins> choose_for_32(std::vector<std::int32_t> const& cuts) {
        auto const span = cuts.empty() ? 255 : std::int64_t{cuts.back()} - cuts.front();
        if (span < 255 && cuts.front() > std::numeric_limits<std::int32_t>::min() &&
            cuts.size() == cuts_.size()) {
            way_ = way::clip;
            base_ = cuts.front() - 1;
            return *this;
        }
        if (cuts.size() > kernels::search_table<std::int32_t>::most_cuts) return {};
        if (cuts.size() > with_->searched_cuts && span < widest_table) {
            make_table(cuts);
            return *this;
        }
        search_32_ = std::make_shared<kernels::search_table<std::int32_t> const>(cuts);
        return *this;
    }

    void make_table(std::vector<std::int32_t> const& cuts) {
        way_ = way::look_up;
        auto made = std::make_shared<kernels::value_table>();
        made->base =
            cuts.front() == std::numeric_limits<std::int32_t>::min() ? cuts.front() : cuts.front() - 1;
        made->last = cuts.back();
        std::size_t at = 0;
        for (std::int64_t value = made->base; value <= made->last; ++value) {
            while (at < cuts.size() && cuts[at] <= value) ++at;
            made->bins.push_back(static_cast<std::uint8_t>(at));
        }
        made->bins.resize(made->bins.size() + 3);
        table_ = std::move(made);
    }

    kernels::kernel_set const* with_;
    way way_ = way::search_32;
    std::vector<int128> cuts_;
    std::int32_t base_ = 0;  ///< clip
    std::shared_ptr<kernels::value_table const> table_;
    std::shared_ptr<kernels::search_table<std::int32_t> const> search_32_;
    std::shared_ptr<kernels::search_table<std::int64_t> const> search_64_;
    std::shared_ptr<kernels::search_table<double> const> search_doubles_;
};

}  // namespace tramo::running
