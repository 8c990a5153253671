{% macro playbook_relation() %}
    {#- Where the project's own playbook comes from, as {source: …} or {ref: …}: the var playbook_relation; none without it. -#}
    {{ return(api_call_volume.declared_input('playbook_relation', var('playbook_relation', none), 'findings and what to do about them')) }}
{% endmacro %}
