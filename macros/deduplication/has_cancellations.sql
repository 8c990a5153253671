{% macro has_cancellations() %}
    {#- Whether a source declares which of its rows cancel a call (`cancelled_when`). -#}
    {{ return(api_call_volume.api_call_sources(only_read=false) | selectattr('cancelled_when') | list | length > 0) }}
{% endmacro %}
