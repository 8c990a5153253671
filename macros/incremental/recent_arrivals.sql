{% macro recent_arrivals(sources, latest_loaded_at, floor) %}
    {#-
        For each of the sources, by name, a predicate over `loaded_at`: the raw rows among which news has
        to be looked for. Those from load_overlap_minutes before the source's latest arrival in `this`
        table on (its column `latest_loaded_at`, rounded down to the start of the `floor`: hour, or day of
        reporting), and those without an arrival time; all rows of a source that is new. An arrival dated
        in the future is not the latest arrival of anything. With reprocess_from: also what arrived since
        that date, but for the tolerance of clocks and the offset of the time zone.
    -#}
    {%- set since = '(' ~ api_call_volume.timestamp_plus('minute', -1 * api_call_volume.load_overlap_minutes(), 'max(' ~ latest_loaded_at ~ ')') ~ ')' -%}
    {%- set query -%}
        select
            source_name,
            {% if floor == 'day' -%}
            {{ api_call_volume.reporting_day_start(api_call_volume.reporting_date(since)) }} as look_from
            {%- else -%}
            {{ dbt.date_trunc(floor, since) }} as look_from
            {%- endif %}
        from {{ this }}
        where {{ latest_loaded_at }} <= {{ api_call_volume.latest_believable_arrival() }}
        group by source_name
    {%- endset -%}
    {% set look_from = {} %}
    {% for row in run_query(query).rows %}
        {% do look_from.update({row[0]: row[1] | string}) %}
    {% endfor %}

    {% set reprocess_from = var('reprocess_from', none) %}
    {% set arrived_since_reprocess_from = (
        ' or loaded_at >= ' ~ api_call_volume.timestamp_plus('day', -2, "cast('" ~ reprocess_from ~ "' as " ~ api_call_volume.type_utc_timestamp() ~ ')')
    ) if reprocess_from else '' %}

    {% set predicates = {} %}
    {% for source in sources %}
        {% if source.name in look_from %}
            {% do predicates.update({source.name:
                "(loaded_at >= cast('" ~ look_from[source.name] ~ "' as " ~ api_call_volume.type_utc_timestamp()
                ~ ') or loaded_at is null' ~ arrived_since_reprocess_from ~ ')'
            }) %}
        {% else %}
            {% do predicates.update({source.name: '1 = 1'}) %}
        {% endif %}
    {% endfor %}
    {{ return(predicates) }}
{% endmacro %}
