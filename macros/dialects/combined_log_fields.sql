{% macro combined_log_fields(relation, fields) %}
    {#-
        The rows of `relation` (a CTE with a text column `record`) with the nine fields of a line of the
        combined log format, in order, under the names given in `fields`: remote address, remote
        logname, remote user, time, request line, status, body bytes, referer, user agent. The last two
        may be absent (the common log format). `line_is_readable` is false where the record is not such
        a line.
    -#}
    {{ return(adapter.dispatch('combined_log_fields', 'api_call_volume')(relation, fields)) }}
{% endmacro %}

{% macro combined_log_pattern() %}
    {{ return('^([^ ]+) ([^ ]+) ([^[]+) \\[([^]]+)\\] "((?:[^"\\\\]|\\\\.)*)" ([0-9-]+) ([0-9-]+)(?: "((?:[^"\\\\]|\\\\.)*)" "((?:[^"\\\\]|\\\\.)*)")?') }}
{% endmacro %}

{% macro default__combined_log_fields(relation, fields) %}
    {{ return(api_call_volume.not_supported('combined_log_fields')) }}
{% endmacro %}

{% macro duckdb__combined_log_fields(relation, fields) %}
    select
        {{ relation }}.* exclude (field_values),
        {%- for field in fields %}
        nullif(field_values.{{ field }}, '') as {{ field }},
        {%- endfor %}
        coalesce(field_values.{{ fields[0] }} <> '', false) as line_is_readable
    from (
        select
            *,
            regexp_extract(
                record, '{{ api_call_volume.combined_log_pattern() }}', ['{{ fields | join("', '") }}']
            ) as field_values
        from {{ relation }}
    ) as {{ relation }}
{% endmacro %}

{% macro postgres__combined_log_fields(relation, fields) %}
    select
        {{ relation }}.*,
        {%- for field in fields %}
        line.field_values[{{ loop.index }}] as {{ field }},
        {%- endfor %}
        line.field_values is not null as line_is_readable
    from {{ relation }}
    cross join lateral (
        select regexp_match({{ relation }}.record, '{{ api_call_volume.combined_log_pattern() }}') as field_values offset 0
    ) as line
{% endmacro %}
