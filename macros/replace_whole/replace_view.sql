{% materialization replace_view, default %}
    {#-
        The adapter's materialization `view`, except that a view that would be created just as it is stays (see
        view_version), and that `dbt run --empty` leaves an existing view as it is.
    -#}
    {%- if api_call_volume.is_kept_by_empty() -%}
        {{ return(api_call_volume.keep_relation()) }}
    {%- endif -%}
    {%- set new = api_call_volume.view_version() -%}
    {%- if new.is_existing and not should_full_refresh() -%}
        {{ return(api_call_volume.keep_relation()) }}
    {%- endif -%}
    {{ return(api_call_volume.create_view(new.version)) }}
{% endmaterialization %}
