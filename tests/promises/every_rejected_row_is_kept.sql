-- Each rejected row of the ledger is in fct_rejected_api_calls.

with

ledger as (

    select
        source_name,
        loaded_date,
        sum(rows_rejected) as rows_rejected
    from {{ ref('fct_api_call_ledger') }}
    group by source_name, loaded_date

),

kept as (

    select
        source_name,
        loaded_date,
        count(*) as rows_kept
    from {{ ref('fct_rejected_api_calls') }}
    group by source_name, loaded_date

)

select
    ledger.source_name,
    ledger.loaded_date,
    ledger.rows_rejected,
    kept.rows_kept
from ledger
left join kept
    on
        ledger.source_name = kept.source_name
        and coalesce(ledger.loaded_date, {{ api_call_volume.unknown_arrival_date() }})
        = coalesce(kept.loaded_date, {{ api_call_volume.unknown_arrival_date() }})
where ledger.rows_rejected <> coalesce(kept.rows_kept, 0)
