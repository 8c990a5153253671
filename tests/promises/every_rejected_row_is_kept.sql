-- fct_rejected_api_calls has every row that the ledger counts as rejected. A failure means that one of the two was built
-- without the other, or was changed by hand. Build again; if the test fails again, with --full-refresh.

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
    kept.rows_kept,
    {{ api_call_volume.promise_columns(
        'Source [ledger.source_name], load date [ledger.loaded_date]: the ledger has [ledger.rows_rejected] rejected rows, '
        ~ 'fct_rejected_api_calls has [kept.rows_kept].',
        api_call_volume.how_to_rebuild()
    ) }}
from ledger
left join kept
    on
        ledger.source_name = kept.source_name
        and coalesce(ledger.loaded_date, {{ api_call_volume.unknown_load_date() }})
        = coalesce(kept.loaded_date, {{ api_call_volume.unknown_load_date() }})
where ledger.rows_rejected <> coalesce(kept.rows_kept, 0)
