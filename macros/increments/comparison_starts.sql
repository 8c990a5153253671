{% macro comparison_starts(sources, latest_loaded_at, floor) %}
    {#-
        From when on a run compares raw with `this` table: source name -> a UTC timestamp in SQL, or none for all
        of raw. With late_load_days, the comparison starts that many days before the latest load of the source
        in the table (its column `latest_loaded_at`), at the start of that day or hour (`floor`). A load time in
        the future does not count as the latest load. With reprocess_from, the comparison also covers that date,
        with two days to spare for clock drift and the offset of the time zone. A source of which days are counted again under
        another policy is compared as a whole.
    -#}
    {% set late_load_days = var('late_load_days', none) %}
    {% set starts = {} %}
    {% for source in sources %}
        {% do starts.update({source.name: none}) %}
    {% endfor %}
    {% if late_load_days is none %}
        {{ return(starts) }}
    {% endif %}

    {% set timestamp = api_call_volume.type_utc_timestamp() %}
    {% set reprocess_from = var('reprocess_from', none) %}
    {%- set since -%}
        {%- if reprocess_from -%}
        least(
            max({{ latest_loaded_at }}),
            {{ api_call_volume.timestamp_plus('day', late_load_days - 2, "cast('" ~ reprocess_from ~ "' as " ~ timestamp ~ ')') }}
        )
        {%- else -%}
        max({{ latest_loaded_at }})
        {%- endif -%}
    {%- endset -%}
    {% set since = '(' ~ api_call_volume.timestamp_plus('day', -1 * late_load_days, since) ~ ')' %}
    {%- set query -%}
        select
            source_name,
            {% if floor == 'day' -%}
            {{ api_call_volume.reporting_day_start(api_call_volume.reporting_date(since)) }} as compared_from
            {%- else -%}
            {{ dbt.date_trunc(floor, since) }} as compared_from
            {%- endif %}
        from {{ this }}
        where {{ latest_loaded_at }} <= {{ api_call_volume.latest_plausible_load() }}
        group by source_name
    {%- endset -%}
    {#- What is counted again under another policy may have been loaded at any time. -#}
    {% set read_again = api_call_volume.answers_of_this_run().get('sources to read again', []) %}
    {% for row in api_call_volume.result_of(query).rows if row[0] in starts and row[0] not in read_again %}
        {% do starts.update({row[0]: "cast('" ~ row[1] ~ "' as " ~ timestamp ~ ')'}) %}
    {% endfor %}
    {{ return(starts) }}
{% endmacro %}
