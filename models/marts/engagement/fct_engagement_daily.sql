{{ config(enabled=api_call_volume.has_engagement_source()) }}
{%- do api_call_volume.table_layout(kept=false) %}

{{ api_call_volume.engagement_of_grain('day') }}
