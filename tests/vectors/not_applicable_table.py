# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Which published vectors speak of something that a collections engine does not do, and what that is.
"""By file and id. What is listed here is tried all the same, and must not come out as published: a reason
that no longer holds is a failure."""

PAID_INTEREST = "a lender's ledger: interest is recalculated on what was really paid or left unpaid"
CHARGE_OFF = "a lender's ledger: the loan is charged off, which rewrites the rest of its schedule"
RE_AGE = "a lender's ledger: unpaid installments are taken back and spread anew (re-age, re-amortize)"
MOVED_MIDWAY = "a lender's ledger: due dates are moved midway; here another agreement replaces the first"
SPREAD = (
    "a rule of Fineract's cumulative generator: after a later disbursement the next installments stay as "
    "they were and the last takes the rest; here, as in its progressive one, all that are left share it"
)
ON_DUE_DATE = (
    "a rule of Fineract's cumulative generator: money lent on a due date shares in that day's installment; "
    "here, as in its progressive one, it is lent after it"
)
OTHER_LOAN = "the printed table is of another loan: 3 months at 12 % are asked for, one at 0 % is printed"
UNTOLD_DATES = "the inputs are those of LoanDownPayment_1895, the due dates are not, and nothing says why"
REFUSED = (
    "a lender's interface: which commands Fineract refuses (a resume of another day, with an end, on a closed "
    "loan); here pauses come as intervals of holds, and only those of no day are refused"
)
CLASSED_WHILE_PAUSED = (
    "skipped upstream: the class is expected to move on the day on which a pause begins, while "
    "LoanDelinquency_608 and _649 expect it to stand still"
)

NOT_APPLICABLE: dict[str, dict[str, str]] = {
    "fineract_schedules": {
        "Loan_5642": PAID_INTEREST,
        "Loan_5671": PAID_INTEREST,
        "Loan_5719": PAID_INTEREST,
        "LoanRepayment_616": PAID_INTEREST,
        "LoanRepayment_664": PAID_INTEREST,
        "LoanRepayment_736": PAID_INTEREST,
        "LoanRepayment_760": PAID_INTEREST,
        "LoanRepayment_784": PAID_INTEREST,
        "LoanRepayment_1067": PAID_INTEREST,
        "LoanRepayment_1117": PAID_INTEREST,
        "LoanRepayment_968": CHARGE_OFF,
        "LoanReAging_27": RE_AGE,
        "LoanReAging_110": RE_AGE,
        "LoanReAging_175": RE_AGE,
        "LoanReAging_460": RE_AGE,
        "LoanReAmortization_165": RE_AGE,
        "reage_default_0315": RE_AGE,
        "reage_default_chargeback": RE_AGE,
        "reage_equal_full_interest": RE_AGE,
        "Loan_2871": MOVED_MIDWAY,
        "Loan_2893": MOVED_MIDWAY,
        "LoanDownPayment_1109": SPREAD,
        "LoanDownPayment_1160": SPREAD,
        "LoanDownPayment_1225": SPREAD,
        "LoanDownPayment_1289": SPREAD,
        "LoanDownPayment_1302": SPREAD,
        "LoanDownPayment_343": ON_DUE_DATE,
        "LoanDownPayment_440": ON_DUE_DATE,
        "LoanDownPayment_506": ON_DUE_DATE,
        "LoanDownPayment_1500": ON_DUE_DATE,
        "LoanDownPayment_2252": ON_DUE_DATE,
        "LoanDownPayment_2309": ON_DUE_DATE,
        "LoanDownPayment_2327": ON_DUE_DATE,
        "LoanCharge_725": OTHER_LOAN,
        "LoanDownPayment_2004": UNTOLD_DATES,
    },
    "fineract_delinquency": {
        "LoanDelinquency_139": REFUSED,
        "LoanDelinquency_190": REFUSED,
        "LoanDelinquency_207": REFUSED,
        "LoanDelinquency_224": REFUSED,
        "LoanDelinquency_241": CLASSED_WHILE_PAUSED,
        "LoanReAging_87": RE_AGE,
        "LoanReAmortization_135": RE_AGE,
    },
}
