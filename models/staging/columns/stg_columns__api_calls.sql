{{ config(enabled='columns' in api_call_volume.declared_formats()) }}

{% for source in api_call_volume.api_call_sources('columns') %}
{{- 'union all' if not loop.first }}

{#- What may be shown of a rejected row: each declared column before its cast. -#}
{%- set raw_columns = api_call_volume.raw_columns(api_call_volume.declared_relation(source)) %}
{%- set shown = {} %}
{%- for column in api_call_volume.declared_columns(source, raw_columns) %}
{%- do shown.update({column: 'raw_' ~ column}) %}
{%- endfor %}

select * from (

    with

    api_calls as (

        {{ api_call_volume.source_rows(source) }}

    ),

    {{ api_call_volume.canonical_api_calls(source, 'api_calls', shown) }}

) as source_{{ loop.index }}
{% endfor %}
