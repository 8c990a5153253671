{% materialization replace_view, default %}
    {#- The adapter's materialization `view`, except that `dbt run --empty` leaves an existing view as it is. -#}
    {%- if api_call_volume.is_kept_by_empty() -%}
        {{ return(api_call_volume.keep_relation()) }}
    {%- endif -%}
    {{ return(api_call_volume.create_view()) }}
{% endmaterialization %}
