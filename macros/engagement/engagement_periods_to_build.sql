{% macro engagement_periods_to_build(versions) %}
    {#-
        For an engagement mart: the periods whose rows are not made of what they should be, as (period_grain,
        period_start, data_version, is_complete), the latter two null where there is nothing any more. None
        on a first build: all periods. `versions`: see due_engagement_periods.
    -#}
    {% if not api_call_volume.is_increment() %}
        {{ return(none) }}
    {% endif %}
    {%- set query -%}
        with

        due as (
            {{ api_call_volume.due_engagement_periods(versions) }}
        ),

        standing as (
            {{ api_call_volume.standing_periods('period_start', grain='period_grain') }}
        ),

        outdated as (
            {{ api_call_volume.version_differences('select * from due', 'select * from standing', ['period_grain', 'period_start']) }}
        )

        select
            outdated.period_grain,
            outdated.period_start,
            due.data_version,
            due.is_complete
        from outdated
        left join due
            on outdated.period_grain = due.period_grain and outdated.period_start = due.period_start
        order by outdated.period_grain, outdated.period_start
    {%- endset -%}
    {{ return(api_call_volume.rows_of(query, 'periods to build')) }}
{% endmacro %}
