{% macro periods_to_build(versions, period=none, inputs=[], periods_before=0, also=none) %}
    {#-
        For a mart: a list of the periods that are due, as (period_grain, period_start, data_version, is_complete),
        the last two null for a period that has no rows any more. None on a first build: all periods.
          versions        see target_periods_query
          period          the grain of a fact whose rows have no period_grain
          inputs          the models that the fact is aggregated from; see check_inputs
          periods_before  how many earlier periods a row shows that its data_version leaves out: a period is also due
                          when one of these is. See windowed_versions_query for versions that include them
          also            a query of (period_grain, period_start): other periods that are due
        Late rows change the version of their period, so this is where they make an earlier period due again.
    -#}
    {% if not api_call_volume.is_increment() %}
        {% do api_call_volume.check_inputs(inputs) %}
        {{ return(none) }}
    {% endif %}
    {%- set grain = "cast('" ~ period ~ "' as " ~ dbt.type_string() ~ ')' if period else 'period_grain' -%}
    {%- set start = 'date_' ~ period if period else 'period_start' -%}
    {%- set query -%}
        with

        due as (
            {{ api_call_volume.target_periods_query(versions) }}
        ),

        -- A period whose rows disagree is due.
        existing as (
            select
                period_grain,
                period_start,
                case
                    when min(data_version) = max(data_version) and min(is_complete) = max(is_complete)
                        then min(data_version) * 2 + min(is_complete)
                    else -1
                end as version
            from (
                select
                    {{ grain }} as period_grain,
                    {{ start }} as period_start,
                    data_version,
                    case when is_complete_period then 1 else 0 end as is_complete
                from {{ this }}
            ) as periods
            group by period_grain, period_start
        ),

        outdated as (
            {{ api_call_volume.version_differences_query('select * from due', 'select * from existing', ['period_grain', 'period_start']) }}
        ),

        to_build as (
            select period_grain, period_start
            from outdated
            {%- for periods in range(1, periods_before + 1) %}
            union distinct
            select period_grain, {{ api_call_volume.next_period_start('period_start', period or 'period_grain', periods) }} as period_start
            from outdated
            {%- endfor %}
            {%- if also %}
            union distinct
            select period_grain, period_start
            from ({{ also }}) as others
            {%- endif %}
        )

        select
            to_build.period_grain,
            to_build.period_start,
            due.data_version,
            due.is_complete
        from to_build
        left join due on to_build.period_grain = due.period_grain and to_build.period_start = due.period_start
        left join existing on to_build.period_grain = existing.period_grain and to_build.period_start = existing.period_start
        where due.period_start is not null or existing.period_start is not null
        order by to_build.period_grain, to_build.period_start
    {%- endset -%}
    {% set periods = api_call_volume.fetch_rows(query, (period or 'period') ~ 's to build') %}
    {#- Last, so that the inputs are at least as new as the versions that were read. -#}
    {% if periods %}
        {% do api_call_volume.check_inputs(inputs) %}
    {% endif %}
    {{ return(periods) }}
{% endmacro %}
