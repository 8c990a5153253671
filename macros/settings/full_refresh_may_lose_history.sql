{% macro full_refresh_may_lose_history() %}
    {#- Whether a full refresh may drop calls that raw no longer has; a settings error if the var is not true or false. -#}
    {% set allowed = var('full_refresh_may_lose_history', none) or false %}
    {% if allowed is not boolean %}
        {% do api_call_volume.settings_error(
            'full_refresh_may_lose_history', '`' ~ allowed ~ '` is neither true nor false.', '`true` for one run, or nothing.'
        ) %}
    {% endif %}
    {{ return(allowed) }}
{% endmacro %}
