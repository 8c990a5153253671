{% macro in_load_hours(source, hours) %}
    {#-
        A predicate over `loaded_at`: the row of the source arrived in one of the given hours (rows that
        begin with source_name, load_hour); any row where none are given. The bounds say nothing new;
        they are what lets a warehouse skip the rest of a raw table.
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
