{% macro misread_sources(of_sources) %}
    {#-
        The rows of a promise: the sources with a condition (`of_sources`, SQL over rows_received) of which no row counts
        though some are rejected, all rows are excluded, or no row has a load time. The entry of such a source does not fit its
        table: another format, another record column, a `where` that is never true, times in another form. Without load times,
        each run reads all rows again.
        first_call_date rejects rows on purpose.
    -#}
    with

    sources as (

        select
            source_name,
            sum(rows_received) as rows_received,
            sum(rows_counted) + sum(rows_duplicate) + sum(rows_cancelled) as rows_counted,
            sum(rows_rejected) as rows_rejected,
            sum(rows_excluded) as rows_excluded,
            sum(case when loaded_date is null then rows_received else 0 end) as rows_without_load_time
        from {{ ref('fct_api_call_ledger') }}
        group by source_name

    ),

    reasons as (

        select
            source_name,
            reject_reason,
            row_number() over (partition by source_name order by count(*) desc, reject_reason asc) as place
        from {{ ref('fct_rejected_api_calls') }}
        group by source_name, reject_reason

    ),

    misread as (

        select
            sources.source_name,
            sources.rows_received,
            sources.rows_counted,
            sources.rows_rejected,
            sources.rows_excluded,
            reasons.reject_reason
        from sources
        left join reasons
            on
                sources.source_name = reasons.source_name
                and reasons.place = 1
        where
            {{ of_sources }}
            and (
                (
                    sources.rows_counted = 0
                    and sources.rows_rejected > 0
                    and reasons.reject_reason <> 'occurred_before_first_call_date'
                )
                or sources.rows_excluded = sources.rows_received
                or sources.rows_without_load_time = sources.rows_received
            )

    )

    select
        *,
        {{ api_call_volume.promise_columns(
            {
                'rows_counted = 0 and rows_rejected > 0': 'Source [source_name]: none of its [rows_received] rows counts. '
                ~ '[rows_rejected] are rejected, most of them as [reject_reason].',
                'rows_excluded = rows_received': 'Source [source_name]: none of its [rows_received] rows counts. All are excluded, by '
                ~ '`where`, by excluded_calls_where, or since their format takes them for no calls.',
                'else': 'Source [source_name]: none of its [rows_received] rows has a load time that can be read.',
            },
            {
                'rows_counted = 0 and rows_rejected > 0': 'Look at raw_record in fct_rejected_api_calls, and correct the entry of '
                ~ '[source_name] in api_call_sources: format, record_column, columns or (times that are numbers) epoch_unit. Then run '
                ~ api_call_volume.build_command(full_refresh=true),
                'rows_excluded = rows_received': 'Correct `where` and `format` in the entry of [source_name] in api_call_sources, or '
                ~ 'excluded_calls_where: compare their texts with what raw has, upper and lower case too. Then run '
                ~ api_call_volume.build_command(full_refresh=true),
                'else': 'In the entry of [source_name] in api_call_sources, set loaded_at_column to a column with timestamps or '
                ~ 'ISO 8601 texts or, if it has numbers, epoch_unit to what they count since 1970; then run ' ~ api_call_volume.build_command(full_refresh=true),
            }
        ) }}
    from misread
{%- endmacro %}
