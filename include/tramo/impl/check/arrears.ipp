// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Days past due: since which day they are counted, and how many of them are forgiven.
#pragma once

#include <tramo/impl/check/treated_fields.ipp>
#include <tramo/impl/check/treated_reads.ipp>

namespace tramo::checking {

class arrears_checker {
public:
    explicit arrears_checker(workspace& work) : work_(work), once_(work) {}

    void declare(ast::arrears_declaration const& written) {
        if (source_ != nullptr) return refuse_second_block(keyword::arrears, written.at, source_->at, work_);
        source_ = &written;
        work_.program.treatment.arrears.emplace().at = written.at;
    }

    /// After definitions, of which the day may be made.
    void check(treated_reads const& reads) {
        if (source_ == nullptr) return;
        for (auto const& member : source_->members)
            std::visit([&](auto const& one) { add(one, reads); }, member);
        if (has_due_ || !work_.broken.empty()) return;
        work_.report(problem(
            "T4075",
            backquoted(work_.word(keyword::arrears)) + " does not say since when an account is past due",
            source_->at, "no day to count from",
            {"add the day the oldest unpaid amount fell due: " + work_.word(keyword::due) + " oldest_due"}));
    }

private:
    void add(ast::day_member const& written, treated_reads const& reads) {
        has_due_ = true;
        if (!once_.note(keyword::due, written.at)) return;
        auto day = expression_checker(work_).value_of(written.day);
        if (!require_day(day, backquoted(work_.word(keyword::due)), work_)) return;
        reads.refuse(backquoted(work_.word(keyword::arrears)), day);
        work_.program.treatment.arrears->due = std::move(day);
    }

    void add(ast::length_member const& written, treated_reads const&) {
        if (!once_.note(keyword::grace, written.at)) return;
        auto const grace = backquoted(work_.word(keyword::grace));
        auto const help = "write: " + work_.word(keyword::grace) + " 3 " + work_.word(keyword::days);
        if (written.is_business)
            return work_.report(problem("T2047", grace + " is counted in days of the calendar", written.at,
                                        "days of work", {help}));
        if (written.days < 0 || written.days > most_grace)
            return work_.report(problem("T2048", grace + " is from 0 to 3650 days", written.at,
                                        written.days < 0 ? "below nothing" : "more than ten years", {help}));
        work_.program.treatment.arrears->grace = written.days;
    }

    static constexpr std::int64_t most_grace = 3'650;

    workspace& work_;
    said_once once_;
    ast::arrears_declaration const* source_ = nullptr;
    bool has_due_ = false;
};

}  // namespace tramo::checking
