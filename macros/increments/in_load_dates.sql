{% macro in_load_dates(load_dates) %}
    {#-
        A predicate over the canonical stream: the row was loaded on one of these load dates (lists that begin
        with source_name, loaded_date). None means every load date; an empty list matches no row. The bounds on
        loaded_at are redundant: they let a warehouse skip the rest of a raw table.
    -#}
    {%- if load_dates is none -%}
        {{ return('1 = 1') }}
    {%- endif -%}
    {%- set dates_of = {} -%}
    {%- for load_date in load_dates -%}
        {%- do dates_of.setdefault(load_date[0], []).append(load_date[1] | string) -%}
    {%- endfor -%}
    {%- set predicates = [] -%}
    {%- for source_name, dates in dates_of.items() -%}
        {%- set known = dates | reject('equalto', api_call_volume.unknown_load_date(as_sql=false)) | sort -%}
        {%- if known -%}
            {%- do predicates.append(
                "(source_name = '" ~ source_name ~ "'"
                ~ ' and loaded_at >= ' ~ api_call_volume.reporting_day_start("cast('" ~ known[0] ~ "' as " ~ api_call_volume.type_date() ~ ")")
                ~ ' and loaded_at < ' ~ api_call_volume.reporting_day_start(
                    'cast(' ~ api_call_volume.timestamp_plus('day', 1, "cast('" ~ known[-1] ~ "' as " ~ api_call_volume.type_date() ~ ")") ~ ' as ' ~ api_call_volume.type_date() ~ ')'
                )
                ~ " and loaded_date in (cast('" ~ known | join("' as " ~ api_call_volume.type_date() ~ "), cast('") ~ "' as " ~ api_call_volume.type_date() ~ ")))"
            ) -%}
        {%- endif -%}
        {%- if known | length < dates | length -%}
            {%- do predicates.append(
                "(source_name = '" ~ source_name ~ "' and loaded_date = " ~ api_call_volume.unknown_load_date() ~ ')'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return('(' ~ predicates | join(' or ') ~ ')' if predicates else '1 = 0') }}
{% endmacro %}
