{% macro report_page(data) %}
{#- The whole page: its data are text inside a script element, which its own script reads and writes as text only. -#}
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="api_call_volume">
<title>API call volume</title>
<style>
{{ api_call_volume.report_style() }}
</style>
</head>
<body>
<header class="top">
<a class="skip" href="#/skip">Skip to the content</a>
<p class="brand">API call volume</p>
<nav aria-label="Pages"><a href="#/">Overview</a> <a href="#/accounts">Accounts</a></nav>
<p id="about"></p>
</header>
<main id="main" tabindex="-1"></main>
<footer id="foot"></footer>
<div id="tip" role="status" aria-live="polite"></div>
<noscript><p>This page draws its charts with a script of its own. It sends no request.</p></noscript>
<script type="application/json" id="data">
{{ api_call_volume.report_json(data) }}
</script>
<script>
{{ api_call_volume.report_script_elements() }}
{{ api_call_volume.report_script_figures() }}
{{ api_call_volume.report_script_charts() }}
{{ api_call_volume.report_script_overview() }}
{{ api_call_volume.report_script_account() }}
</script>
</body>
</html>
{% endmacro %}
