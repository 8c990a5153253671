{%- do api_call_volume.table_layout(kept=false) %}
{%- set rows = [] %}
{%- for source in api_call_volume.api_call_sources() %}
{%- for column, found in api_call_volume.columns_to_remember(source).items() %}
{%- do rows.append([source.name, column, found.data_type, found.is_found_by_name | lower]) %}
{%- endfor %}
{%- endfor %}

{{ api_call_volume.literal_rows(rows, {
    'source_name': dbt.type_string(),
    'column_name': dbt.type_string(),
    'data_type': dbt.type_string(),
    'is_found_by_name': dbt.type_boolean(),
}) }}
