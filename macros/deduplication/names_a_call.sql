{% macro names_a_call() %}
    {#-
        A predicate over the canonical stream: the row has a key, and is a copy of the call with that key, or cancels it.
    -#}
    {%- set dispositions = "(disposition = 'accepted' or disposition = 'cancelled')" if api_call_volume.has_cancellations() else "disposition = 'accepted'" -%}
    {{ return(dispositions ~ ' and deduplication_key is not null') }}
{% endmacro %}
