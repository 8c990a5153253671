{% macro in_load_hours(source, hours) %}
    {#-
        A predicate over `loaded_at`: a row of the source was loaded in one of `hours` (lists that begin with
        source_name, load_hour); any row, if that is none. The first and last hour are bounds, too, which let a
        warehouse skip the rest of a raw table.
    -#}
    {%- if hours is none -%}
        {{ return('1 = 1') }}
    {%- endif -%}
    {%- set timestamps = [] -%}
    {%- for hour in hours if hour[0] == source.name -%}
        {%- do timestamps.append(hour[1] | string) -%}
    {%- endfor -%}
    {%- set known = [] -%}
    {%- set unknown = [] -%}
    {%- for timestamp in timestamps | sort -%}
        {%- do (unknown if timestamp.startswith(api_call_volume.unknown_load_date(as_sql=false)) else known).append(
            "cast('" ~ timestamp ~ "' as " ~ api_call_volume.type_utc_timestamp() ~ ')'
        ) -%}
    {%- endfor -%}
    {%- set predicates = [] -%}
    {%- if known -%}
        {%- do predicates.append(
            '(loaded_at >= ' ~ known[0] ~ ' and loaded_at < ' ~ api_call_volume.timestamp_plus('hour', 1, known[-1])
            ~ ' and ' ~ api_call_volume.load_hour() ~ ' in (' ~ known | join(', ') ~ '))'
        ) -%}
    {%- endif -%}
    {%- if unknown -%}
        {%- do predicates.append('loaded_at is null') -%}
    {%- endif -%}
    {{ return('(' ~ predicates | join(' or ') ~ ')' if predicates else '1 = 0') }}
{% endmacro %}
