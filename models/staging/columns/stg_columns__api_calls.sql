{{ config(enabled=api_call_volume.is_declared_format('columns')) }}

{% for source in api_call_volume.api_call_sources('columns') %}
{{- 'union all' if not loop.first }}

select * from (

    with

    api_calls as (

        {{ api_call_volume.source_rows(source) }}

    ),

    {{ api_call_volume.canonical_api_calls(source, 'api_calls', api_call_volume.given_texts(source)) }}

) as source_{{ loop.index }}
{% endfor %}
