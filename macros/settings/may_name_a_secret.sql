{% macro may_name_a_secret(name) %}
    {#-
        Whether a column of this name may hold raw records, personal data, credentials or secrets: its values belong in no
        log and in no key of a mart.
    -#}
    {% set names = '^raw_record$|^user_agent|(^|_)(user_id|email|ip|credential_id|key|token|secret|password|cookie|authorization)(_|$)' %}
    {{ return(modules.re.search(names, name | lower) is not none) }}
{% endmacro %}
