"""LanguageTool beside newslint: installed, kept running, asked.

Nothing of this is imported before grammar is asked for.
"""
