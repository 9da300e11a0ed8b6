// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The queue of one account at a time, for hosts that ask as calls come in: answers are those of `evaluate`.
#pragma once

#include <memory>

#include <tramo/policy/record.hpp>

namespace tramo {

/// One strategy of a prepared policy laid out for single records. Immutable; many threads may ask it at once.
class record_matcher {
public:
    /// Requires `strategy` < with.strategies().size().
    explicit record_matcher(prepared_policy with, std::size_t strategy = 0);
    ~record_matcher();
    record_matcher(record_matcher&&) noexcept;
    record_matcher& operator=(record_matcher&&) noexcept;

    /// The queue of a record (an index into the strategy's queues), or `no_queue` where the record is set
    /// apart: `evaluate` then tells why. Records that hold anything out of the ordinary (a text that is no
    /// spelling of its value, a number beyond 64 bits) are evaluated the long way, with the same result.
    [[nodiscard]] std::uint16_t queue_of(record const& account) const;

    /// Whether the strategy could be laid out: else every record goes the long way. It cannot where a
    /// condition computes (`balance / limit > 10%`), looks at children or at free text, or has too many
    /// alternatives.
    [[nodiscard]] bool is_laid_out() const;

private:
    struct state;
    std::unique_ptr<state const> state_;
};

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/policy/record_matcher.ipp>
#endif
