{% macro is_test_of_this_package(node) %}
    {#- Whether a node is a data test that this package has, or one of its generic tests that a user put on a mart. -#}
    {% set is_ours = node.package_name == 'api_call_volume' or (node.test_metadata or {}).namespace == 'api_call_volume' %}
    {{ return((node.resource_type | string) == 'test' and is_ours) }}
{% endmacro %}
