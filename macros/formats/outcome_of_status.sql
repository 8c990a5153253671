{% macro outcome_of_status(status_code) %}
    {#- The outcome of a call by its HTTP status code. Without a code no response was sent: aborted. -#}
    case
        when {{ status_code }} is null then 'aborted'
        when {{ status_code }} < 400 then 'success'
        when {{ status_code }} in (401, 403) then 'auth_failed'
        when {{ status_code }} = 429 then 'rate_limited'
        when {{ status_code }} < 500 then 'client_error'
        else 'server_error'
    end
{% endmacro %}
