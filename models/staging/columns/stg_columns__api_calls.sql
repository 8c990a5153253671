{{ config(enabled=api_call_volume.is_declared_format('columns')) }}

with

api_calls as (

    {{ api_call_volume.source_rows('columns') }}

),

{{ api_call_volume.canonical_api_calls('columns', 'api_calls') }}
