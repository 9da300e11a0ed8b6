// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The law as data: one row for each value of a parameter. A change of the law ends a row and adds one.
#pragma once

#include <array>
#include <chrono>

#include <tramo/offers/legal_parameters.hpp>

namespace tramo::offers {
namespace legal {

[[nodiscard]] constexpr date on(int year, unsigned month, unsigned day) {
    auto const there =
        std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
    return {static_cast<std::int32_t>(there.time_since_epoch().count())};
}

inline constexpr auto table = std::to_array<legal_parameter>({
    // ---- Brazil
    {"BR", "consumer_fine_cap", "0.10", "fraction", on(1991, 3, 11), on(1996, 8, 1),
     "Lei 8.078/1990 (CDC) art. 52 § 1, first text",
     "first text and its first day (180 days after 1990-09-12) recalled, to verify against the statute"},
    {"BR",
     "consumer_fine_cap",
     "0.02",
     "fraction",
     on(1996, 8, 2),
     {},
     "Lei 8.078/1990 (CDC) art. 52 § 1, as amended by Lei 9.298 of 1996-08-01; Decreto 2.181/1997 art. 22 "
     "XIX",
     "of the installment; consumers only. The day of publication (1996-08-02) is recalled, to verify"},
    {"BR",
     "agreed_late_interest",
     "0.01",
     "fraction a month",
     on(2003, 1, 11),
     {},
     "STJ Súmula 379 (2009); CTN (Lei 5.172/1966) art. 161 § 1",
     "simple, day by day over 30: the rate usually agreed, and the most in bank contracts without a law of "
     "their own. From the Código Civil of 2002 on; what held before is not kept here"},
    {"BR",
     "legal_rate_floor",
     "0",
     "fraction a month",
     on(2024, 8, 30),
     {},
     "Código Civil art. 406 §§ 1 and 3, as amended by Lei 14.905/2024; Res. CMN 5.171/2024",
     "where nothing is agreed: Selic less IPCA-15 of the month before, at least this. The central bank "
     "publishes the rate each month; give it as a row \"legal_rate\" of your own. In force 60 days after "
     "2024-07-01"},
    {"BR",
     "legal_rate_decimals",
     "6",
     "decimals",
     on(2024, 8, 30),
     {},
     "Res. CMN 5.171/2024 art. 2 §§ 1, 2",
     "of the monthly rate, rounded as NBR 5891; read here as decimals of the percentage, to verify"},
    // ---- Chile
    {"CL",
     "collection_fee",
     "10:0.09;50:0.06;*:0.03",
     "UF",
     on(1999, 12, 27),
     {},
     "Ley 19.496 art. 37, as amended by Ley 19.659; https://www.bcn.cl/leychile/navegar?idNorma=61438",
     "of the overdue debt, progressive, once. From the publication of Ley 19.659; whether it came into force "
     "later is to verify"},
    {"CL", "collection_fee_free_days", "15", "days", on(1999, 12, 27), on(2013, 12, 12),
     "Ley 19.496 art. 37, as amended by Ley 19.659",
     "15 days are still named in 2009; the day on which 20 replaced 15 is not certain, to verify"},
    {"CL",
     "collection_fee_free_days",
     "20",
     "days",
     on(2013, 12, 13),
     {},
     "Ley 19.496 art. 37; https://www.sernac.cl/portal/617/w3-article-55954.html",
     "first day not certain: that of Ley 20.715 is taken; SERNAC's circular of 2019-03-21 has 20. To verify"},
    {"CL",
     "collection_fee_reduction",
     "0.2",
     "UF",
     on(2013, 12, 13),
     {},
     "Ley 19.496 art. 37; https://www.sernac.cl/portal/617/w3-article-55954.html",
     "without useful management, free for the debtor, in the first 15 days. First day not certain, to "
     "verify"},
    {"CL",
     "useful_management_days",
     "15",
     "days",
     on(2013, 12, 13),
     {},
     "Ley 19.496 art. 37; https://www.sernac.cl/portal/617/w3-propertyvalue-62993.html",
     "that page also says 20 in its introduction. First day not certain, to verify"},
    {"CL",
     "maximum_rate_points",
     "50:0.21;200:0.14",
     "UF; fraction a year",
     on(2013, 12, 13),
     {},
     "Ley 18.010 art. 6 bis (Ley 20.715); https://www.sernac.cl/portal/619/w3-article-7105.html",
     "to verify against the statute: points above the reference rate, recalled; higher ones held for a "
     "while after the law by its transitory articles. The rates published each month count"},
    {"CL",
     "maximum_rate_factor",
     "1.5",
     "times the current rate",
     on(2013, 12, 13),
     {},
     "Ley 18.010 art. 6",
     "to verify against the statute; the factor is older, its first day not kept here"},
    {"CL",
     "maximum_rate_least_points",
     "0.02",
     "fraction a year",
     on(2013, 12, 13),
     {},
     "Ley 18.010 art. 6",
     "to verify against the statute; first day not certain"},
    // ---- Paraguay
    {"PY",
     "punitory_interest_cap",
     "0.30",
     "fraction of the late interest",
     on(2003, 12, 26),
     {},
     "Ley 489/1995 art. 44, as amended by Ley 2339/2003",
     "late interest is at most the agreed rate, on the overdue balance, never capitalised. From the day the "
     "law was promulgated; that of its publication is to verify"},
    {"PY",
     "usury_factor",
     "1.30",
     "times the average rate",
     on(2003, 12, 26),
     {},
     "Ley 489/1995 art. 44, as amended by Ley 2339/2003",
     "of effective rates of consumer credit, published each month by the central bank"},
});

}  // namespace legal
}  // namespace tramo::offers
