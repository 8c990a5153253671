{% macro adjusted_count(trace_state) %}
    {#-
        How many spans a sampled span represents, according to the OpenTelemetry entry of its W3C trace state. With
        `ot=th:c`, 0xc0000000000000 of 2^56 spans are not sampled, so each sampled one represents four. 1 where there
        is no threshold.
    -#}
    {%- set pattern = '^(.*,)?[ ]*ot=([^,]*;)?th:([0-9A-Fa-f]{1,14})([;, ].*)?$' -%}
    {%- set threshold = "rpad(lower(" ~ api_call_volume.regexp_replace_all(
        api_call_volume.regexp_replace_all(trace_state, '^(.*,)?[ ]*ot=([^,]*;)?th:', ''), '[;, ].*$', ''
    ) ~ "), 14, '0')" -%}
    {%- set sampled = [] -%}
    {%- for digit in range(1, 15) -%}
        {%- set position = api_call_volume.text_position('substr(' ~ threshold ~ ', ' ~ digit ~ ', 1)', "'fedcba9876543210'") -%}
        {%- do sampled.append('cast(' ~ position ~ ' - 1 as ' ~ dbt.type_bigint() ~ ') * ' ~ 16 ** (14 - digit)) -%}
    {%- endfor -%}
    case
        when {{ api_call_volume.regexp_matches_text(trace_state, pattern) }}
            then {{ 16 ** 14 }}e0 / (1 + {{ sampled | join(' + ') }})
        else 1
    end
{%- endmacro %}
