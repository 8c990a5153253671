{{ config(
    enabled='stored_columns' in api_call_volume.declared_stagings(),
    unique_key=['source_name', api_call_volume.load_hour()]
) }}
{%- do api_call_volume.table_layout('loaded_at', ['source_name']) %}

{%- set sources = api_call_volume.api_call_sources() | selectattr('staging', 'equalto', 'stored_columns') | list %}
{%- set hours = api_call_volume.load_hours_changed_in_raw(sources) %}

{{ api_call_volume.skip_unless_due(hours) }}

{{ api_call_volume.staged_rows_of_columns(sources, hours) }}

{{ api_call_volume.stored_calls(sources, hours) }}
