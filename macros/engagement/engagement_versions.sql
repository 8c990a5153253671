{% macro engagement_versions(days, feature) %}
    {#-
        The `versions` (see due_periods) of an engagement mart whose rows are made of what `days`,
        a query of (date_day, version), tells of, and of the API calls of a `feature`.
    -#}
    {%- set days_and_calls -%}
        {{ days }}

        union all

        {{ api_call_volume.feature_call_versions(feature) }}
    {%- endset -%}
    {{ api_call_volume.versions_in_each_grain(days_and_calls) }}
{%- endmacro %}
